/**
 * Cuts random texts into SMS parts and compares with sms-segments-calculator, which counts as Twilio bills. Where the two differ it has to be for one of the
 * reasons below, and the reason is proven: the oracle's arithmetic, with graphemes for its units, gives the oracle's count, and the same with code points
 * gives ours. `node test/fuzz/parts.ts --texts 1000000 --seed N`.
 */
import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { smsParts } from '../../src/core/sms-parts.ts'
import { anyText, gsmText, plainly, plainText } from '../support/texts-to-cut.ts'
import { options } from './options.ts'

const single = 70
const joined = 67

/** How a text and its count by the oracle stand to ours; those that begin with `differs` are the classes of disagreement. */
const verdicts = {
  gsm: 'GSM: equal',
  plain: 'UCS-2, each grapheme one code point: equal',
  whole: 'UCS-2, with longer graphemes: equal all the same',
  differs_more: 'differs: the oracle keeps a grapheme whole at the end of a part, and so needs more parts',
  differs_long: 'differs: the oracle takes a grapheme longer than a part for fitting into one',
  differs_header:
    'differs: the oracle finds that its first part has no room for a header, and puts what it held into one part',
} as const
type Verdict = keyof typeof verdicts

/** The oracle's way: a part is filled until a unit does not fit; the first is cut back for its header when a second begins. */
function greedily(sizes: readonly number[]): { parts: number; isOverfull: boolean } {
  const first: number[] = []
  let [parts, used, isOverfull] = [1, 0, false]
  for (const size of sizes) {
    if (used + size > (parts === 1 ? single : joined)) {
      parts += 1
      const back = parts === 2 ? cutBack(first) : 0
      isOverfull ||= back + size > joined
      used = back
    }
    used += size
    if (parts === 1) first.push(size)
  }
  return { parts, isOverfull }
}

/** What the first part has to give back for its header. */
function cutBack(sizes: number[]): number {
  let left = sizes.reduce((sum, size) => sum + size, 0)
  let back = 0
  while (left > joined) {
    const last = sizes.pop() ?? 0
    left -= last
    back += last
  }
  return back
}

/** Throws where the two differ for no reason that is known. */
function verdictOn(text: string): Verdict {
  const oracle = new SegmentedMessage(text)
  const { encoding, parts } = smsParts(text)
  const plain = plainly(text)
  const say = (what: string) =>
    new Error(`${what}: ours ${encoding}, ${parts}; the oracle’s ${oracle.encodingName}, ${oracle.segmentsCount}`)
  if ((encoding === 'gsm') !== (oracle.encodingName === 'GSM-7')) throw say('another encoding')
  if (parts !== plain.parts || plain.gsm !== (encoding === 'gsm'))
    throw say(`not what plain arithmetic gives (${plain.parts})`)
  const graphemes = oracle.graphemes.map((one) => one.length)
  const isPlain = oracle.graphemes.every((one) => Array.from(one).length === 1)
  if (parts === oracle.segmentsCount) return encoding === 'gsm' ? 'gsm' : isPlain ? 'plain' : 'whole'
  if (encoding === 'gsm' || isPlain) throw say('nothing to differ by')
  const whole = greedily(graphemes)
  if (whole.parts !== oracle.segmentsCount) throw say(`not what whole graphemes give (${whole.parts})`)
  if (graphemes.some((size) => size > joined)) return 'differs_long'
  if (whole.parts > parts) return 'differs_more'
  if (whole.isOverfull) return 'differs_header'
  throw say('fewer parts, and no grapheme too long')
}

function main(): void {
  const { texts, seed } = options
  const began = performance.now()
  const counts = new Map<Verdict, number>()
  const examples = new Map<Verdict, string>()
  const text = fc.oneof(gsmText, plainText, anyText)
  const once = 10_000
  for (let from = 0; from < texts; from += once) {
    fc.assert(
      fc.property(text, (one) => {
        const verdict = verdictOn(one)
        counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
        if (one.length < (examples.get(verdict)?.length ?? Number.POSITIVE_INFINITY)) examples.set(verdict, one)
      }),
      { numRuns: Math.min(once, texts - from), seed: (seed + from) | 0 },
    )
  }
  const seconds = (performance.now() - began) / 1000
  console.log(`parts: ${texts} texts against sms-segments-calculator in ${seconds.toFixed(0)} s, seed ${seed}`)
  for (const [verdict, words] of Object.entries(verdicts) as [Verdict, string][])
    console.log(`  ${String(counts.get(verdict) ?? 0).padStart(9)}  ${words}`)
  for (const verdict of counts.keys())
    if (verdict.startsWith('differs'))
      console.log(`  the shortest, ${verdict}: ${JSON.stringify(examples.get(verdict))}`)
  console.log('  every difference is explained')
}

main()
