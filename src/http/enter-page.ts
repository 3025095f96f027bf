/** The page behind a one-time link: it says whom the link lets in, and uses it up only when its button is pressed. */
import type { Role } from '../store/keys.ts'
import { escaped, type PageLanguage, plainPage } from './plain-page.ts'

type Words = {
  title: string
  as: Record<Role, (account: string) => string>
  forWhom(name: string): string
  once: string
  enter: string
}

const words: Record<PageLanguage, Words> = {
  en: {
    title: 'Sign in to Aftercall',
    as: {
      operator: () => 'Sign in to Aftercall as the operator',
      owner: (account) => `Sign in to Aftercall as owner of ${account}`,
      support: (account) => `Sign in to Aftercall as support of ${account}`,
    },
    forWhom: (name) => `This link was made for ${name}.`,
    once: 'It signs one browser in, once.',
    enter: 'Sign in',
  },
  hi: {
    title: 'Aftercall में साइन इन करें',
    as: {
      operator: () => 'Aftercall में ऑपरेटर के रूप में साइन इन करें',
      owner: (account) => `Aftercall में ${account} के मालिक के रूप में साइन इन करें`,
      support: (account) => `Aftercall में ${account} के सपोर्ट के रूप में साइन इन करें`,
    },
    forWhom: (name) => `यह लिंक ${name} के लिए बनाया गया है।`,
    once: 'यह एक ही ब्राउज़र को, एक ही बार साइन इन कराता है।',
    enter: 'साइन इन करें',
  },
}

/** `account`: the name of the one that it leads into; `name`: whom it was made for, where that was said. */
export type LinkHolder = { role: Role; account: string; name: string | null }

export function enterPage(language: PageLanguage, { role, account, name }: LinkHolder): string {
  const say = words[language]
  const about = name === null ? say.once : `${escaped(say.forWhom(name))} ${say.once}`
  const button = `<form method="post"><button>${say.enter}</button></form>`
  return plainPage(language, say.title, `<h1>${escaped(say.as[role](account))}</h1><p>${about}</p>${button}`)
}
