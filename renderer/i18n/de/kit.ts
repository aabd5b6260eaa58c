// The Recovery Kit on screen.
export const kit = {
  groups: 'Die Gruppen auf Ihrem Recovery Kit',
  group: 'Gruppe {{n}}',
  check: 'Prüfung',
};
