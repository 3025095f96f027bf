/**
 * What India's operators and those who deliver to them answer, by code (facts: authkey.io, smsgatewayhub, Exotel, Infobip). The same number means
 * different things in different lists, and elsewhere in the world something else again, so a code is read by the list that its gateway is set to, only for
 * texts to India, and the raw code is always kept beside. A code that is on no list says nothing.
 */
import { type CodeFamily, families, type Row } from './carrier-code-families.ts'
import { type CodeMeaning, meanings } from './carrier-meanings.ts'

/** What a gateway can be set to: the families its codes are looked up in, the first that has the code wins. */
const lists = {
  common: ['common', 'vi'],
  older: ['older', 'common', 'vi'],
  four_hundred: ['four_hundred', 'common', 'vi'],
  infobip: ['infobip', 'common', 'vi'],
  exotel: ['exotel', 'common', 'vi'],
  airtel: ['airtel', 'common', 'vi'],
} as const satisfies Record<string, readonly CodeFamily[]>

export type CodeList = keyof typeof lists

/** The values of a gateway's setting. */
export const codeListChoices = ['none', ...(Object.keys(lists) as CodeList[])] as const
export type CodeListChoice = (typeof codeListChoices)[number]

/** What each of them is called where it is chosen. */
export const codeListTitles: Readonly<Record<CodeListChoice, string>> = {
  none: 'None: its codes are its own',
  common: 'The common one (600 to 701), and Vi’s (5101 to 7005)',
  older: 'An older common one, in which 614 to 616 speak of header, template and category',
  four_hundred: 'The 400 list (407 to 499, 9024 to 9026)',
  infobip: 'Infobip’s (4106 to 4158, 9024 to 9026)',
  exotel: 'Exotel’s (23005 to 23281, 30001 to 30004)',
  airtel: 'Airtel’s (801 to 813)',
}

/** A code as it is kept with a gateway's answer: by which list it was read, and which it was. */
export type CarrierCode = { list: CodeList; code: number }

/** The meaning of a code, or undefined for one that the list does not have. */
export function meaningOf({ list, code }: { list: CodeListChoice; code: number }): CodeMeaning | undefined {
  if (list === 'none') return undefined
  for (const family of lists[list]) {
    const found = (families[family] as readonly Row[]).find(([from, to]) => code >= from && code <= to)
    if (found) return meanings[found[2]]
  }
  return undefined
}

/** The first of these codes that the list has, as it is kept. */
export function knownCode(list: CodeListChoice, codes: readonly (number | undefined)[]): CarrierCode | undefined {
  if (list === 'none') return undefined
  const code = codes.find((one) => one !== undefined && meaningOf({ list, code: one }))
  return code === undefined ? undefined : { list, code }
}

/** Every family with its codes, for the page of reasons. */
export function codeTable(): { family: CodeFamily; rows: { codes: string; meaning: CodeMeaning }[] }[] {
  return (Object.keys(families) as CodeFamily[]).map((family) => {
    const found = new Map<CodeMeaning, string[]>()
    for (const [from, to, name] of families[family] as readonly Row[])
      found.set(meanings[name], [...(found.get(meanings[name]) ?? []), from === to ? String(from) : `${from} to ${to}`])
    return { family, rows: [...found].map(([meaning, codes]) => ({ codes: codes.join(', '), meaning })) }
  })
}
