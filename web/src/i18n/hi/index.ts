import type { en } from '../en/index.ts'
import { accounts } from './accounts.ts'
import { billing } from './billing.ts'
import { calls, texts } from './calls.ts'
import { consents } from './consents.ts'
import { countries } from './countries.ts'
import { firstSteps } from './first-steps.ts'
import { gateways } from './gateways.ts'
import { glossary } from './glossary.ts'
import { home } from './home.ts'
import { languages } from './languages.ts'
import { messages, restored } from './messages.ts'
import { optOuts } from './opt-outs.ts'
import { people } from './people.ts'
import { conflict, editor, filled, ruleHistory, rules, trial } from './rules.ts'
import { settings } from './settings.ts'
import { ended, failed, health, help, jump, lost, nav, you } from './shell.ts'
import { signIn } from './sign-in.ts'
import { sources } from './sources.ts'
import { story } from './story.ts'
import { templates } from './templates.ts'
import { trying } from './try.ts'
import { ui } from './ui.ts'
import { days, numbers, state, word } from './words.ts'

/** The shape of the English words, every key of them. */
type Said<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Said<Words[Key]> }

/** The same in Hindi. */
export const hi = {
  nav,
  jump,
  help,
  lost,
  health,
  you,
  failed,
  ended,
  word,
  state,
  days,
  numbers,
  signIn,
  calls,
  texts,
  rules,
  filled,
  editor,
  trial,
  conflict,
  ruleHistory,
  billing,
  home,
  trying,
  firstSteps,
  ui,
  story,
  messages,
  restored,
  templates,
  languages,
  consents,
  optOuts,
  people,
  gateways,
  sources,
  settings,
  accounts,
  countries,
  glossary,
} as const satisfies Said<typeof en>
