/** A known call that is reported again: what is told otherwise is kept once, and the same report costs what it always did. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../src/store/database.ts'
import { missedCall } from './support/call.ts'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'

let rig: EngineRig
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

const notes = async () => (await rig.sql.query('select call_id, note from call_note order by at')).rows
const voicemail = { outcome: 'voicemail', voicemail: { seconds: 31 } } as const

describe('a call that is reported again', () => {
  it('asks the database for nothing more while it is the same', async () => {
    const asked: string[] = []
    const ofAccepting = /^(accept_|lock_callers|note_)/
    const node = await rig.node({ heard: (name) => void (ofAccepting.test(name) && asked.push(name)) })
    const since = (place: number) => asked.slice(place)
    const call = missedCall()
    await node.accept(call)
    const ofNew = since(0)
    await node.accept(call)
    const ofSame = since(ofNew.length)
    await node.accept({ ...call, ...voicemail })
    const ofOther = since(ofNew.length + ofSame.length)
    expect(ofNew).toContain('accept_insert')
    expect([...ofNew, ...ofSame]).not.toContain('note_told_again')
    expect(ofOther).toEqual([...ofSame, 'note_told_again'])
  })

  it('is kept once by two nodes that are told it at the same time', async () => {
    const nodes = [await rig.node(), await rig.node()]
    const call = missedCall()
    const first = await nodes[0]!.accept(call)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => nodes[n % 2]!.accept({ ...call, ...voicemail })),
    )
    for (const one of answers) expect(one).toEqual({ outcome: 'known', id: 'id' in first && first.id })
    const [note, ...others] = await notes()
    expect(others).toEqual([])
    expect(note.call_id).toBe('id' in first && first.id)
    expect(JSON.parse(note.note)).toEqual({ again: voicemail })
  })

  it('has a note for each of two reports that race to be the first', async () => {
    const nodes = [await rig.node(), await rig.node()]
    for (let round = 0; round < 5; round++) {
      const call = missedCall()
      const [one, other] = await Promise.all([nodes[0]!.accept(call), nodes[1]!.accept({ ...call, ...voicemail })])
      expect([one.outcome, other.outcome].toSorted()).toEqual(['known', 'new'])
      // Whichever came second is told otherwise than the first.
      expect(await notes()).toHaveLength(round + 1)
    }
  })

  it('is known to a batch whose calls another node is told meanwhile, however often that is', async () => {
    const [batch, other] = [Array.from({ length: 15 }, () => ({ ...missedCall(), caller: null })), await rig.node()]
    const left = [...batch]
    const nextIsToldElsewhere = async () => {
      const next = left.shift()
      if (next) expect(await other.accept(next)).toMatchObject({ outcome: 'new' })
    }
    // Between what the batch finds and what it inserts, and so in every round anew.
    const between = (db: Database): Database => ({
      ...db,
      transaction: (purpose, work) =>
        db.transaction(purpose, (tx) =>
          work({
            ...tx,
            run: async (statement, parameters) => {
              const rows = await tx.run(statement, parameters)
              if (statement.name === 'accept_read_after_locks') await nextIsToldElsewhere()
              return rows
            },
          }),
        ),
    })
    const overtaken = await rig.node({ between })
    const answers = await Promise.all(batch.map((call) => overtaken.accept(call)))
    expect(answers.map(({ outcome }) => outcome)).toEqual(batch.map(() => 'known'))
    expect((await rig.sql.query('select count(*)::int as n from call')).rows).toEqual([{ n: batch.length }])
  })

  it('is no other call where only the clock of its phone system runs ahead', async () => {
    const node = await rig.node()
    const call = missedCall({ endedAt: new Date(Date.now() + 600_000).toISOString() })
    await node.accept(call)
    await node.accept(call)
    expect(await notes()).toEqual([])
  })

  it('has at most so many notes as are shown, however often it is told ever otherwise', async () => {
    const node = await rig.node()
    const call = missedCall()
    await node.accept(call)
    for (let n = 1; n <= 210; n++) await node.accept({ ...call, ringSeconds: 100 + n })
    expect(await notes()).toHaveLength(200)
  })
})
