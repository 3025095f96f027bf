import { describe, expect, it } from 'vitest'
import type { MessageState } from '../../api/types.ts'
import { statesOf } from '../../story/states.ts'
import { messageStates } from '../../story/words.ts'
import { textsSentences } from './texts-sentence.ts'

const saidOf = (...states: MessageState[]) =>
  textsSentences(statesOf(states.map((state) => ({ state })))).map(({ says, count }) => `${count} ${says}`)

describe('what a list of calls says of its texts', () => {
  it('says that every text went out of none but sent and delivered ones', () => {
    const wentOut = messageStates.filter((state) => saidOf('delivered', state).join() === '2 all')
    expect(wentOut).toEqual(['sent', 'delivered'])
  })

  it('says what is in doubt first', () => {
    expect(saidOf('skipped', 'queued', 'unconfirmed', 'unconfirmed', 'unknown')).toEqual([
      '2 doubt',
      '1 missing',
      '1 unheard',
      '1 open',
    ])
  })

  it('says of calls without any text that nobody was texted', () => {
    expect(saidOf()).toEqual(['0 none'])
  })
})
