/** What people answer: kept before the network hears that we have it, and whoever asks for no more texts is opted out in the same commit. */
import { packOfNumber } from '../core/countries/packs.ts'
import { keywordsTo, type ReplyMeaning, readReplyTo } from '../core/opt-out.ts'
import { maskPhoneNumber, type PhoneNumber, parsePhoneNumber } from '../core/phone-number.ts'
import { type Inbound, longestReply } from '../gateways/gateway.ts'
import { readAccount } from '../store/accounts.ts'
import { classify, type Database } from '../store/database.ts'
import { readHeaders } from '../store/headers.ts'
import { writeNotices } from '../store/notices.ts'
import { addOptOuts, endingOf, endOptOut } from '../store/opt-outs.ts'
import { agree } from '../store/own-consents.ts'
import { accountThatTexted, addReply, numbersTexted, ownerOfGateway } from '../store/replies.ts'
import type { HashNumber } from '../store/seal.ts'
import type { ConfirmOptOuts } from './confirm-opt-outs.ts'

type Log = { info(fields: object, words: string): void; error(fields: object, words: string): void }
type With = { db: Database; hashNumber: HashNumber; confirmOptOuts: ConfirmOptOuts; log: Log }

/** Resolves once all are kept. A reply that belongs to nobody here, or that no database can keep, is left out: it would come again for ever. */
export async function takeReplies(using: With, gatewayId: string, replies: readonly Inbound[]): Promise<void> {
  for (const reply of replies) {
    const found = await findAccount(using.db, gatewayId, reply)
    if (!found) using.log.info({ gatewayId, from: maskPhoneNumber(reply.from) }, 'a reply belongs to no account here')
    else await takeReply(using, { ...found, gatewayId, text: reply.text, at: reply.at })
  }
}

async function findAccount(
  db: Database,
  gatewayId: string,
  { from, to }: Inbound,
): Promise<{ accountId: string; number: PhoneNumber } | undefined> {
  const owner = await ownerOfGateway(db, gatewayId)
  const numbers = numbersOf(from, owner?.country ?? 'IN')
  if (owner) {
    const number = await likelyNumber(db, owner.accountId, numbers)
    return number && { accountId: owner.accountId, number }
  }
  return await accountThatTexted(db, gatewayId, numbers, to)
}

/** Networks write numbers in full, with or without the plus; without it 6591234567 may be of India or of Singapore. */
function numbersOf(from: string, country: string): PhoneNumber[] {
  const read = [parsePhoneNumber(from, country), parsePhoneNumber(`+${from.replace(/\D/g, '')}`, country)]
  return [...new Set(read.filter((one) => one !== undefined))]
}

/** Where it can be read in two ways, the one that was texted; else as it is dialled in the account's country. */
async function likelyNumber(
  db: Database,
  accountId: string,
  numbers: readonly PhoneNumber[],
): Promise<PhoneNumber | undefined> {
  if (numbers.length < 2) return numbers[0]
  const texted = await numbersTexted(db, accountId, numbers)
  return numbers.find((one) => texted.includes(one)) ?? numbers[0]
}

type Taken = { accountId: string; gatewayId: string; number: PhoneNumber; text: string; at: number }

/** `repeated`: taken for one that came already, so that nothing was done. */
type TakenFor = { meaning: ReplyMeaning; repeated: boolean }

/** Keeps a reply to an account and does what it asks for; answers what that is, or undefined where no database can keep it and nothing was done. */
export async function takeReply(
  { db, hashNumber, confirmOptOuts, log }: With,
  one: Taken,
): Promise<TakenFor | undefined> {
  const text = one.text.replaceAll('\u0000', '').slice(0, longestReply)
  const account = await readAccount(db.intake, one.accountId)
  const asking = account?.settings.consent.asking ?? null
  const headers = (await readHeaders(db.intake, one.accountId)).map(({ header }) => header)
  const senders = account === undefined ? headers : [...headers, account.settings.name]
  const meaning = readReplyTo(text, asking?.replies ?? [], keywordsTo(senders, packOfNumber(one.number).keywords))
  let repeated = false
  try {
    await confirmOptOuts.during(db, async (tx, confirm) => {
      const { accountId, gatewayId, number } = one
      const isNew = await addReply(tx, { accountId, gatewayId, number, text, meaning, cameAt: one.at }, Date.now())
      // STOP is done also where it was brought again: somebody may have let texts go meanwhile, and nobody is harmed where they did not.
      repeated = !isNew && meaning !== 'stop'
      if (repeated) return
      const by = { accountId, source: 'reply', who: 'reply' } as const
      const hash = hashNumber(accountId, number)
      const words = text.slice(0, 200)
      if (meaning === 'stop') {
        const added = await addOptOuts(tx, by, [{ hash, ending: endingOf(number), words }])
        if (added.has(hash)) await confirm(tx, { accountId, hash, by: 'reply' }, () => Promise.resolve(number))
      }
      if (meaning === 'agree' && asking)
        await agree(tx, { accountId, source: 'reply', hash, ending: endingOf(number), evidence: words }, asking)
      if (meaning === 'start') await endOptOut(tx, by, { hash, words })
      if (meaning === 'perhaps_stop')
        await writeNotices(tx, [{ accountId, kind: 'reply_perhaps_stop', subject: '', detail: text.slice(0, 80) }])
    })
  } catch (error) {
    if (classify(error) !== 'poison') throw error
    log.error({ gatewayId: one.gatewayId, err: String(error) }, 'a reply cannot be stored and is left out')
    return undefined
  }
  log.info({ gatewayId: one.gatewayId, accountId: one.accountId, meaning, repeated }, 'reply.taken')
  return { meaning, repeated }
}
