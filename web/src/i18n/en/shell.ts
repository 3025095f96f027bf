export const nav = {
  main: 'Main',
  home: 'Home',
  notices_one: '1 notice waits',
  notices_other: '{{count}} notices wait',
  try: 'Try a call',
  calls: 'Calls',
  messages: 'Messages',
  optOuts: 'Opt-outs',
  consents: 'Consents',
  languages: 'Languages',
  countries: 'Countries',
  automation: 'Communication / Automation',
  afterCall: 'After-Call SMS',
  custom: 'Custom',
  history: 'History',
  templates: 'Templates and senders',
  setUp: 'Set up',
  firstSteps: 'First steps',
  people: 'People',
  gateways: 'Gateways and sources',
  billing: 'Lines and billing',
  settings: 'Settings',
  audit: 'What was done',
  glossary: 'Glossary',
  rules: 'Rules',
  more: 'More',
  skip: 'Skip to the page',
  account: 'Account',
  allAccounts: 'All accounts',
  newAccount: 'New account',
  findAccount: 'Find an account',
  noAccount: 'No account is called that',
  moreAccounts: 'Show more',
  path: 'Path',
  currentAccount: 'current',
  demo: 'demo',
} as const

export const jump = {
  open: 'Find a number, rule or page',
  found: 'What was found',
  count_one: 'One found',
  count_other: '{{count}} found',
  looking: 'Looking…',
  none: 'Nothing is found for “{{typed}}”.',
  noneMore:
    'A number is found by its digits; rules, templates, users, departments, gateways and pages are found by their names.',
  failed: 'Not everything could be looked through. {{why}}',
  callsOf: 'Caller {{number}}',
  noCalls: 'No call of this number is kept.',
  texts_zero: 'no text',
  texts_one: '1 text',
  texts_other: '{{count}} texts',
  endingIn: 'Calls whose caller’s number ends in {{digits}}',
  getsTexts: 'this number has not opted out',
  optedOut: 'this number opted out, {{when}}',
  do: 'Do',
  tryCall: 'Try a call from this number',
  neverText: 'Never text this number',
  neverTextAsk: 'Never text this number?',
  neverTextWords:
    'No text goes to {{number}} from now on, also none that waits. Texts may go again only if whoever has the number asks for it.',
  neverTextDone: 'Opted out: no text goes to that number any more.',
  rules: 'Rules',
  templates: 'Templates',
  users: 'Users',
  departments: 'Departments',
  dids: 'DIDs',
  gateways: 'Gateways',
  sources: 'Sources',
  pages: 'Pages',
} as const

export const help = {
  title: 'Help',
  keys: 'Keys',
  api: 'API',
  choose: 'Choose among what was found, and go there',
  undo: 'Undo what was just saved, while that is shown below',
  move: 'On the handle of a rule: lift it, move it, put it down. Esc puts it back.',
  escape: 'Close what is open over the page',
} as const

export const lost = {
  title: 'Aftercall does not answer',
  since_one: 'It has not for a second. You see what it said at {{time}}.',
  since_other: 'It has not for {{count}} seconds. You see what it said at {{time}}.',
  sinceMinutes: 'It has not for {{minutes}} minutes. You see what it said at {{time}}.',
  again: 'Trying again in {{seconds}} s.',
  againNow: 'Trying again now.',
  tryNow: 'Try now',
} as const

export const health = {
  ok: 'ready',
  connecting: 'connecting',
  degraded: 'in trouble',
  down: 'down',
  stopped: 'not started',
  paused: 'paused',
  noAnswer: 'No answer',
  noGateway: 'No gateway yet',
  noWayOut: 'No way out',
} as const

export const you = {
  light: 'Light',
  dark: 'Dark',
  system: 'Like the system',
  signOut: 'Sign out',
} as const

export const failed = {
  silent: 'The program may be stopped or starting. Calls that phone systems report meanwhile wait with them.',
  answered: 'The program answered {{status}}, {{code}}.',
  unknown: 'This page met something it does not know',
  again: 'Try again',
  toStart: 'Go to the start',
  notShown: 'Not shown',
  nothingHere: 'Nothing here',
  noAddress: 'There is nothing at this address',
  noAddressMore: 'The link may be old, or a letter may be missing.',
  notThere: 'Not there',
  noneThere: {
    user: 'There is no user at this address. It may have been removed since, or the link may be old.',
    department: 'There is no department at this address. It may have been removed since, or the link may be old.',
    number: 'There is no number at this address. It may have been removed since, or the link may be old.',
    sender: 'There is no sender at this address. It may have been removed since, or the link may be old.',
  },
  refused: '{{what}}.',
} as const

export const ended = {
  title: 'Your session ended',
  more: 'What you typed is still on this page. Sign in in another tab, come back to this one, and it goes on.',
  other:
    'This browser is now signed in to another account, and this page belongs to {{account}}. Sign in to that one, and it goes on.',
  otherUnknown:
    'This browser is now signed in to another account, and this page belongs to another one. Sign in to that one, and it goes on.',
  signIn: 'Sign in in a new tab',
  signedIn: 'I have signed in',
} as const
