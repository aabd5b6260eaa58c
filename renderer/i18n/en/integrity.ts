// Why the books can only be read.
export const integrity = {
  history: {
    title: 'These books are older than the last time they were used here, or their log was changed.',
    text: 'Everything can be read, nothing can be changed. If you put back an old copy yourself, look whether invoices are missing, then go on. That is recorded.',
  },
  medium: { title: 'This disk takes no changes.', text: 'You can read and print. To go on working, copy the books to a disk that can be written.' },
  synced: { title: 'The books lie in a folder that {{program}} copies.', text: 'Copying them while they are open can damage them. Close Billfold and move its folder out of there.' },
  acknowledge: 'I have looked, go on',
};
