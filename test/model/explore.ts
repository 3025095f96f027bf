/** Every world that can be reached, the nearest first, so that the first counter-example is also the shortest. */

import type { Step } from './draft.ts'
import { rules as allRules, type Rules, type Setting } from './rules.ts'
import { stepsFrom } from './steps.ts'
import { beginning, isTaken, keyOf, type World } from './world.ts'

export type Explored = {
  worlds: number
  /** The way to the first world that must not be, in words. */
  trace: string[] | undefined
  /** Arrows of the table that were taken, as `state event`. */
  arrows: Set<string>
  /** Statements of the store that some step stands for. */
  statements: Set<string>
}

type Reached = { world: World; from: Reached | null; step: Step | null }

export function explore(setting: Setting, broken: Partial<Rules> = {}, from: World = beginning): Explored {
  const rules: Rules = { ...allRules, ...broken }
  const seen = new Set([keyOf(from)])
  const arrows = new Set<string>()
  const statements = new Set<string>()
  const explored = (trace?: string[]): Explored => ({ worlds: seen.size, trace, arrows, statements })
  let edge: Reached[] = [{ world: from, from: null, step: null }]
  while (edge.length > 0) {
    const further: Reached[] = []
    for (const here of edge) {
      const steps = stepsFrom(here.world, rules, setting)
      const wrong = wrongIn(here.world, steps, setting)
      if (wrong) return explored([...traceTo(here), `    ${wrong}`])
      for (const step of steps) {
        for (const arrow of step.arrows) arrows.add(arrow)
        for (const name of step.statements) statements.add(name)
        const key = keyOf(step.after)
        if (seen.has(key)) continue
        seen.add(key)
        further.push({ world: step.after, from: here, step })
      }
    }
    edge = further
  }
  return explored()
}

/** What must never be. */
function wrongIn({ row, permits }: World, steps: readonly Step[], { attempts }: Setting): string | undefined {
  const taken = permits.filter(isTaken)
  if (taken.filter((one) => one.left !== 'chosen').length > 1)
    return `DOUBLED: the network took ${taken.length}, and nobody had chosen that`
  if (row && ['sent', 'delivered', 'undelivered'].includes(row.state) && !permits.some((one) => one.wire !== 'dry'))
    return `UNTRUE: it is shown as ${row.state}, and nothing was written`
  if (row?.isDoubted && ['skipped', 'lapsed', 'cancelled'].includes(row.state))
    return `FORGOTTEN: it is shown as ${row.state}, and nobody knows whether it went`
  const isOpen = row?.state === 'sending' || (row?.state === 'queued' && permits.length < attempts)
  if (isOpen && !steps.some((step) => step.isOfTime))
    return `LOST: it is ${row?.state}, and nothing will ever happen to it`
  return undefined
}

function traceTo(reached: Reached): string[] {
  if (!reached.from || !reached.step) return []
  const before = traceTo(reached.from)
  return [
    ...before,
    `${String(before.length + 1).padStart(2)}. ${reached.step.words.padEnd(74)} ${shown(reached.world)}`,
  ]
}

function shown({ row, permits }: World): string {
  const taken = permits.filter(isTaken).length
  return `| ${row ? `${row.state} ${row.attempt}` : 'no row'}${taken > 0 ? `, taken ${taken}` : ''}`
}
