/** What can happen next in a world. */
import { byHand, endAndBegin, lookUp, passTime, rollBack } from './around.ts'
import { type Add, type All, Draft, type Step } from './draft.ts'
import { accept, claim } from './giving-permits.ts'
import type { Rules, Setting } from './rules.ts'
import { carry, hold, report } from './using-permits.ts'
import type { World } from './world.ts'

export function stepsFrom(world: World, rules: Rules, setting: Setting): Step[] {
  const steps: Step[] = []
  const add: Add = (words, statements, change, isOfTime = false) => {
    const draft = new Draft(world)
    if (change(draft) === false) return
    steps.push({ words, after: draft.world, arrows: draft.arrows, statements, isOfTime })
  }
  const all: All = { world, rules, setting, add }
  for (const [index, node] of world.nodes.entries()) {
    if (node.life === 'live') {
      accept(all, index)
      claim(all, index)
    }
    endAndBegin(all, index)
  }
  for (const [index, permit] of world.permits.entries()) {
    if (world.nodes[permit.node]?.life === 'live' && permit.hand !== 'nothing') hold(all, index, permit)
    carry(all, index, permit)
    report(all, index, permit)
  }
  if (world.nodes.some((one) => one.life === 'live')) {
    passTime(all)
    byHand(all)
    lookUp(all)
  }
  rollBack(all)
  return steps
}
