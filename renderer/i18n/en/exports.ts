// Taking the books out and bringing them in.
export const exports = {
  progress: '{{done}} of {{total}}',
  starting: 'One moment…',
  show: 'Show in folder',
  business: {
    title: 'Complete export',
    text: 'Everything in one ZIP file that any program can read: profile, taxes, customers, items, drafts, documents with their PDFs, settings and the log. Billfold can bring it in again on another computer.',
    open: 'This file is not encrypted. Whoever has it can read all your books, so keep it as you would keep the paper.',
    choose: 'Choose where…',
    into: 'It will be written to',
    go: 'Write the export',
    going: 'Writing everything into one file…',
    done_one: 'One document with all that belongs to it is in the file.',
    done_other: '{{n}} documents with all that belongs to them are in the file.',
    withoutPdf_one: 'The PDF of one document was not drawn yet and is not in it. Wait a little and export again to have it too.',
    withoutPdf_other: 'The PDFs of {{n}} documents were not drawn yet and are not in it. Wait a little and export again to have them too.',
  },
};
