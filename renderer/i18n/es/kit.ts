// The Recovery Kit on screen.
export const kit = {
  groups: 'Los grupos de su kit de recuperación',
  group: 'Grupo {{n}}',
  check: 'control',
};
