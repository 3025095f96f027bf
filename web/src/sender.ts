import type { Template } from './api/types.ts'

/** Letters of one operator and its region: each has its own, and none of them is known before a text is there. */
const anOperator = 'JX'

const classLetters = {
  transactional: 'T',
  service_implicit: 'S',
  service_explicit: 'P',
  promotional: 'P',
} as const satisfies Record<Template['category'], string>

type Of = { isIndian: boolean; category: Template['category'] | null | undefined }

/** A header as phones show it: in India with the letters of an operator before it and the text's class behind it. */
export const senderAsReceived = (header: string, { isIndian, category }: Of): string =>
  isIndian && category != null ? `${anOperator}-${header}-${classLetters[category]}` : header
