// Words of acts over many documents at once.
export const batch = {
  act: {
    remind_one: 'Remind of it', remind_other: 'Remind of {{count}}',
    pdf_one: 'One PDF', pdf_other: 'One PDF',
    csv_one: 'Export', csv_other: 'Export',
    issue_one: 'Issue it', issue_other: 'Issue {{count}}',
  },
  doing: { remind: 'Writing reminders', pdf: 'Making one PDF', csv: 'Writing the file', issue: 'Issuing' },
  done: {
    remind_one: '{{n}} document is reminded of.', remind_other: '{{n}} documents are reminded of.',
    pdf_one: '{{n}} document is in the PDF.', pdf_other: '{{n}} documents are in the PDF.',
    csv_one: '{{n}} row is in the file.', csv_other: '{{n}} rows are in the file.',
    issue_one: '{{n}} draft is issued.', issue_other: '{{n}} drafts are issued.',
  },
  failed_one: '{{count}} was not:', failed_other: '{{count}} were not:',
  progress: '{{done}} of {{total}}',
  stop: 'Stop',
  stopping: 'Stopping',
  cancelled: 'Stopped: the rest is as it was.',
  report: 'What was done',
  look: 'Look at it',
};
