/** The texts a handset got earlier in this session, by account and number. Kept in memory: a reload begins with an empty phone. */
import type { Message } from '../../api/types.ts'

type Earlier = { id: string; text: string; at: string }

const kept = new Map<string, Map<string, Earlier>>()
const atMost = 4

/** Those of this account to this number that came before the given message, which is itself kept for the next call. */
export function earlierTexts(account: string, number: string | null, message: Message | undefined): Earlier[] {
  if (number === null) return []
  const key = `${account} ${number}`
  const texts = kept.get(key) ?? new Map<string, Earlier>()
  kept.set(key, texts)
  const before = [...texts.values()]
    .filter((one) => one.id !== message?.id && (message === undefined || one.at < message.createdAt))
    .slice(-atMost)
  if (message?.text && ['sent', 'delivered'].includes(message.state))
    texts.set(message.id, { id: message.id, text: message.text, at: message.createdAt })
  return before
}
