/** Three nodes on one database and a backlog that all of them see: they hardly ever pick the same text, and what one of them leaves lying is sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EngineRig, openEngineRig, type TestNode } from './support/engine-rig.ts'

let rig: EngineRig
let nodes: TestNode[]

const texts = 300

beforeEach(async () => {
  rig = await openEngineRig({ delay: { seconds: 2, unlessReached: false } })
  rig.probe.behave = () => ({ is: 'accept', afterMs: 50 })
  nodes = [await rig.node(), await rig.node(), await rig.node()]
  // With the next beat of its heart each looks who else sends.
  const before = nodes.map((one) => one.engine.beats())
  await rig.until(() => nodes.every((one, n) => one.engine.beats() > before[n]!))
})
afterEach(() => rig.close())

const acceptAll = (by: readonly TestNode[]) =>
  Promise.all(
    Array.from({ length: texts }, (_, n) => by[n % by.length]!.accept({ caller: `+9198300${String(10_000 + n)}` })),
  )
const claims = () => nodes.map((one) => one.engine.figures().gateways.map(({ counts }) => counts)[0]!)
const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0)

describe('three nodes', () => {
  it('send a backlog together, and fewer than one in twenty claims is in vain', async () => {
    await acceptAll(nodes)
    await rig.until(async () => (await rig.states())['sent'] === texts, 30_000)
    expect(rig.probe.journal).toHaveLength(texts)
    const claimed = claims().map((one) => one.claimed)
    expect(sum(claimed)).toBe(texts)
    expect(Math.min(...claimed)).toBeGreaterThan(texts / 6)
    expect(sum(claims().map((one) => one.collided)) / texts).toBeLessThan(0.05)
  }, 60_000)

  it('send what one of them that died would have sent', async () => {
    await nodes[0]!.drop()
    await acceptAll(nodes.slice(1))
    await rig.until(async () => (await rig.states())['sent'] === texts, 30_000)
    expect(rig.probe.journal).toHaveLength(texts)
    expect(Math.max(...rig.probe.times().values())).toBe(1)
  }, 60_000)
})
