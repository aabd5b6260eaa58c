// The Recovery Kit on screen.
export const kit = {
  groups: 'Les groupes de votre kit de secours',
  group: 'Groupe {{n}}',
  check: 'contrôle',
};
