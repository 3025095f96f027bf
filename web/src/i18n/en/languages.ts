export const languages = {
  lead: 'What callers read: it chooses among the texts of a template. Calls tell it, or somebody says it here; the last counts.',
  by: {
    call: 'told by a call',
    console: 'said in the console',
    api: 'said by API or command',
    file: 'from a file',
  },
  known: 'Callers whose language is known',
  forget: 'Forget it',
  forgetAsk: 'Forget what {{number}} reads?',
  forgetWords:
    'Until a call or somebody says it again, the department’s language chooses its texts, then that of the number called; else the default text goes.',
  none: 'No caller’s language is known yet',
  noneMore:
    'Until a call or somebody tells it, the department’s language chooses the text, then that of the number called; else the default text goes.',
  caller: 'A caller',
  reads: 'Reads',
  whatIsKnown: 'What is known of it',
  readsIt: '{{number}} reads {{language}}.',
  nobodySaid: 'Nobody said what {{number}} reads.',
  fileAbout:
    'CSV whose first row names a column of numbers and one of languages: tags such as hi, or names such as Hindi.',
  fileSaid: '{{set}} said, {{known}} known already.',
  fileSaidBad: '{{set}} said, {{known}} known already, {{bad}} not read.',
} as const
