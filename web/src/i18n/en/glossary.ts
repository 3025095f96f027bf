export const glossary = {
  lead: 'One word for each thing: on these pages, in the API and in what is written about both.',
  find: 'Find a word, also by what others call it',
  none: 'No such word',
  elsewhere: 'Elsewhere: <e>{{words}}</e>',
} as const
