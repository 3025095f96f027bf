export const signIn = {
  title: 'Sign in',
  where: 'to the console on <code>{{host}}</code>',
  shows: 'What Aftercall does',
  callEnds: 'The call ends.',
  textGoes: 'The right text goes out.',
  example: 'An example text',
  exampleText:
    'Sorry we missed your call to Sales on 23 Nov. Expect a call back from Asha Nair soon. You can also reach us on 1800 572 0199. - Kaveri Appliances',
  today: 'Today',
  delivered: 'Delivered 2.31 s after hanging up',
  linkUsed: 'That link was used before, or is older than 15 minutes',
  linkUsedMore: 'Each signs one browser in, once. Ask whoever gave it to you for another, or print one:',
  ended: 'Your session ended',
  endedMore:
    'The page that you came from waits in its tab with all that you typed. Sign in here, and it goes on there.',
  needed: 'That page needs you to sign in',
  neededMore: 'Nobody is signed in here, or the session ended. With a key you come to the page from here.',
  byLink: 'With a one-time link',
  byLinkMore:
    'An owner of your account makes one for you under Settings. On the computer that runs Aftercall, this prints one:',
  command: 'the command',
  or: 'or',
  byKey: 'With an API key',
  wrongKey: 'No account has this key. It may have been revoked, or part of it is missing.',
  isIn: 'You are signed in',
  isInMore: 'Close this tab and go back to yours: it goes on where it was.',
  openHere: 'Open the console here',
} as const
