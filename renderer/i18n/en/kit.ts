// The Recovery Kit on screen.
export const kit = {
  groups: 'The groups on your Recovery Kit',
  group: 'Group {{n}}',
  check: 'check',
};
