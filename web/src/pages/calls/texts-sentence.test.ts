import { describe, expect, it } from 'vitest'
import type { MessageState } from '../../api/types.ts'
import { messageStates } from '../../story/words.ts'
import { statesOf, textsSentences } from './texts-sentence.ts'

const wordsOf = (...states: MessageState[]) =>
  textsSentences(statesOf(states.map((state) => ({ state }))))
    .map(({ words }) => words)
    .join(' ')

describe('what a list of calls says of its texts', () => {
  it('says that every text went out of none but sent and delivered ones', () => {
    const wentOut = messageStates.filter((state) => wordsOf('delivered', state) === 'Every text went out.')
    expect(wentOut).toEqual(['sent', 'delivered'])
  })

  it('says what is in doubt first', () => {
    expect(wordsOf('skipped', 'queued', 'unconfirmed', 'unconfirmed', 'unknown')).toBe(
      '2 texts are in doubt. One text did not arrive or was not sent, with its reason. Of one text nothing was heard. One text is on its way.',
    )
  })

  it('says many as they are read', () => {
    expect(textsSentences({ skipped: 1_021 }, (count) => count.toLocaleString('en-IN'))).toEqual([
      { words: '1,021 texts did not arrive or were not sent, each with its reason.', isMarked: true },
    ])
  })

  it('says of calls without any text that nobody was texted', () => {
    expect(wordsOf()).toBe('Nobody was texted.')
  })
})
