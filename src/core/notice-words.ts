/** What an administrator is told without looking for it: what happened, and what to do. */

/** Each: the words, with `%` for what it is about, and what to do. */
export const noticeWords = {
  quota_80: ['80 % of the quota of % texts in 24 hours are used.', 'Raise the quota under Settings if more are to go.'],
  quota_100: [
    'The quota of % texts in 24 hours is used up: further texts are skipped.',
    'Raise it under Settings; places come free as the 24 hours move on.',
  ],
  spend_80: [
    '80 % of what texts may cost in 24 hours are spent.',
    'Raise the spend stop under Settings if more are to go.',
  ],
  spend_100: [
    'What texts may cost in 24 hours is spent: further texts are skipped.',
    'Raise the spend stop, or see what sends so many texts.',
  ],
  loop_suspected: [
    'A caller had % texts, and gets no more for now: another machine may be answering ours.',
    'See the calls that were skipped. If a person calls, raise the loop guard under Settings; else exclude the number.',
  ],
  template_dnd: [
    '“%” is a service template, and yet it was refused for a person’s preferences (DND): operators take it, or its header, for promotional.',
    'Compare the template’s category and its header’s class with the DLT portal. Nothing is wrong with the person’s number.',
  ],
  template_at_risk: [
    '“%” was refused by the operator’s DLT check. After 5 refusals in a row it is paused on that gateway.',
    'Compare its text, header and ids with the DLT portal now: each refusal counts against the sender.',
  ],
  template_refused: [
    '“%” was refused by the operator’s DLT check 5 times in a row, and is paused on that gateway.',
    'Compare its text, header and ids with the DLT portal, then change it or resume it.',
  ],
  header_refused: [
    '“%” was refused as a sender 5 times in a row: every template that sends by it is paused on that gateway.',
    'Compare the header with the DLT portal, letter for letter, then resume it.',
  ],
  reply_perhaps_stop: [
    'A reply may ask for no more texts: “%”',
    'Read it under Opt-outs, and opt the number out if that is what it means.',
  ],
} as const satisfies Record<string, readonly [words: string, mend: string]>

export type NoticeKind = keyof typeof noticeWords

/** Every kind, for schemas. */
export const noticeKinds = Object.keys(noticeWords) as [NoticeKind, ...NoticeKind[]]

/** The sentence about one, such as the quota that is used up. */
export function noticeSentence(kind: NoticeKind, about: string): string {
  return noticeWords[kind][0].replace(/%(?= texts|”)/u, about)
}
