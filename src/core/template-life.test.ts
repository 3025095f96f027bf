import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateStatuses, waitingStatuses } from './rule-set.ts'
import { historyBetween } from './template-history.ts'
import {
  editTemplate,
  isSameWording,
  type LivingTemplate,
  livingTemplate,
  moveTemplate,
  type TemplateMove,
  templateMoves,
  type Waiting,
} from './template-life.ts'

const registered = { text: 'Missed your call to {#var#}. - Kaveri', tooLong: 'cut' as const }
const base: LivingTemplate = {
  key: 'missed',
  name: 'Missed',
  language: null,
  variantOf: null,
  body: 'Missed your call to {{department_name}}. - Kaveri',
  header: 'kaveri',
  dltTemplateId: '1107172974420810002',
  category: 'service_implicit',
  registered,
  status: 'approved',
  statusReason: null,
  waiting: null,
}
const waiting = (status: Waiting['status']): Waiting => ({
  body: 'Sorry, {{department_name}} is busy. - Kaveri',
  header: 'kaveri',
  dltTemplateId: null,
  category: 'service_implicit',
  registered: { text: 'Sorry, {#var#} is busy. - Kaveri', tooLong: 'cut' },
  status,
  statusReason: null,
})
const moves = Object.keys(templateMoves) as TemplateMove[]

/** Every state a template can be in: alone in any status, and approved or paused with any that waits. */
const states = [
  ...templateStatuses.map((status) => ({ status, waits: null })),
  ...(['approved', 'paused'] as const).flatMap((status) => waitingStatuses.map((waits) => ({ status, waits }))),
]
const inState = ({ status, waits }: (typeof states)[number]): LivingTemplate => ({
  ...base,
  status,
  waiting: waits && waiting(waits),
})

/** What each state becomes by each move, written down by hand: own status and the waiting one. */
const table: Record<string, Partial<Record<TemplateMove, string>>> = {
  draft: { submit: 'submitted', approve: 'approved', reject: 'rejected' },
  submitted: { approve: 'approved', reject: 'rejected' },
  approved: { pause: 'paused' },
  paused: { resume: 'approved' },
  rejected: { submit: 'submitted', approve: 'approved' },
  'approved+draft': {
    submit: 'approved+submitted',
    approve: 'approved',
    reject: 'approved+rejected',
    pause: 'paused+draft',
    discard: 'approved',
  },
  'approved+submitted': {
    approve: 'approved',
    reject: 'approved+rejected',
    pause: 'paused+submitted',
    discard: 'approved',
  },
  'approved+rejected': {
    submit: 'approved+submitted',
    approve: 'approved',
    pause: 'paused+rejected',
    discard: 'approved',
  },
  'paused+draft': {
    submit: 'paused+submitted',
    approve: 'paused',
    reject: 'paused+rejected',
    resume: 'approved+draft',
    discard: 'paused',
  },
  'paused+submitted': {
    approve: 'paused',
    reject: 'paused+rejected',
    resume: 'approved+submitted',
    discard: 'paused',
  },
  'paused+rejected': {
    submit: 'paused+submitted',
    approve: 'paused',
    resume: 'approved+rejected',
    discard: 'paused',
  },
}
const nameOf = (one: LivingTemplate) => (one.waiting ? `${one.status}+${one.waiting.status}` : one.status)

describe('a template', () => {
  it.each(states.flatMap((state) => moves.map((move) => ({ state, move }))))(
    'in $state.status with $state.waits waiting takes $move as the table says',
    ({ state, move }) => {
      const before = inState(state)
      const moved = moveTemplate(before, move, { reason: 'brand name is missing' })
      const expected = table[nameOf(before)]?.[move]
      expect('template' in moved ? nameOf(moved.template) : undefined).toBe(expected)
      if (!('template' in moved)) expect(moved.allowed).toEqual(templateMoves[move].from)
    },
  )
  it('goes on sending what was approved until what waits is approved, and then sends that', () => {
    const edited = editTemplate(
      base,
      {
        body: 'Another. {{department_name}} - Kaveri',
        registered: { text: 'Another. {#var#} - Kaveri', tooLong: 'cut' },
      },
      'IN',
    )
    expect(isSameWording(edited, base)).toBe(true)
    expect(edited.waiting).toMatchObject({ status: 'draft', body: 'Another. {{department_name}} - Kaveri' })
    const approved = moveTemplate(edited, 'approve', { dltTemplateId: '1107172974420810099' })
    expect(approved).toMatchObject({
      template: {
        body: 'Another. {{department_name}} - Kaveri',
        dltTemplateId: '1107172974420810099',
        waiting: null,
        status: 'approved',
      },
    })
  })
  it('keeps why it was rejected until it is submitted again', () => {
    const rejected = moveTemplate({ ...base, status: 'submitted' }, 'reject', { reason: 'brand name is missing' })
    if (!('template' in rejected)) throw new Error('not rejected')
    expect(rejected.template).toMatchObject({ status: 'rejected', statusReason: 'brand name is missing' })
    expect(moveTemplate(rejected.template, 'submit')).toMatchObject({
      template: { status: 'submitted', statusReason: null },
    })
  })
})

describe('an edit', () => {
  it('that would surely be refused is kept and waits, whether or not the template is registered; elsewhere it is in force', () => {
    const coupon = { body: 'Use coupon KV20. - Kaveri' }
    const plain = { ...base, dltTemplateId: null, registered: null }
    expect(editTemplate(plain, coupon, 'IN')).toMatchObject({
      body: base.body,
      waiting: { ...coupon, status: 'draft' },
    })
    expect(editTemplate(plain, coupon, 'GB')).toMatchObject({ ...coupon, waiting: null })
    expect(editTemplate(plain, { body: 'We missed your call. - Kaveri' }, 'IN').waiting).toBeNull()
    // What stands already may be called and addressed otherwise.
    expect(editTemplate({ ...plain, ...coupon }, { header: 'other' }, 'IN')).toMatchObject({
      header: 'other',
      waiting: null,
    })
  })
  it('waits only where what is registered changes, and only in India', () => {
    const waits = (patch: Partial<LivingTemplate>, country = 'IN', of = base) =>
      editTemplate(of, patch, country).waiting !== null
    expect(waits({ name: 'Another name' })).toBe(false)
    expect(waits({ body: 'Missed your call to {{did_number}}. - Kaveri' })).toBe(false)
    expect(waits({ registered: { ...registered, tooLong: 'skip' } })).toBe(false)
    expect(waits({ registered: { ...registered, text: 'Missed {#var#}' } })).toBe(true)
    expect(waits({ header: 'other' })).toBe(true)
    expect(waits({ category: 'transactional' })).toBe(true)
    expect(waits({ dltTemplateId: '1107172974420810009' })).toBe(true)
    expect(waits({ body: 'Another' }, 'IN', { ...base, registered: null })).toBe(true)
    expect(waits({ body: 'Another' }, 'US', { ...base, registered: null })).toBe(false)
    expect(waits({ body: 'Another' }, 'IN', { ...base, registered: null, dltTemplateId: null })).toBe(false)
    expect(waits({ header: 'other', status: 'approved' })).toBe(false)
  })
  it('back to what sends drops what waited', () => {
    const edited = editTemplate(base, { header: 'other' }, 'IN')
    expect(editTemplate(edited, { header: base.header }, 'IN').waiting).toBeNull()
  })
  it('of one that waits, or of one that was never approved, makes it a draft again', () => {
    const submitted = { ...base, waiting: waiting('submitted') }
    expect(editTemplate(submitted, { header: 'other' }, 'IN').waiting).toMatchObject({
      status: 'draft',
      header: 'other',
      body: submitted.waiting.body,
    })
    expect(editTemplate(submitted, { name: 'New name' }, 'IN').waiting?.status).toBe('submitted')
    expect(editTemplate({ ...base, status: 'rejected', statusReason: 'no' }, { body: 'x' }, 'IN')).toMatchObject({
      status: 'draft',
      statusReason: null,
    })
    expect(editTemplate({ ...base, status: 'submitted' }, { name: 'x' }, 'IN').status).toBe('submitted')
  })
})

describe('a file', () => {
  it('is taken at its word where it names a status, and leaves what waits alone where it says nothing of it', () => {
    const current = { ...base, status: 'paused' as const, statusReason: 'wrong number', waiting: waiting('submitted') }
    const { statusReason: _, waiting: _w, ...written } = current
    expect(livingTemplate(written, current)).toEqual(current)
    expect(livingTemplate({ ...written, status: 'approved' }, current)).toMatchObject({
      status: 'approved',
      statusReason: null,
      waiting: { status: 'submitted' },
    })
    expect(livingTemplate({ ...written, waiting: null }, current).waiting).toBeNull()
    expect(livingTemplate({ ...written, status: 'draft' }, current).waiting).toBeNull()
  })
})

describe('its history', () => {
  it('tells each move as one deed of the version it was about', () => {
    const numbered = (one: LivingTemplate, version: number, waitingVersion: number | null) => ({
      ...one,
      version,
      waitingVersion,
    })
    const deeds = (before: Parameters<typeof historyBetween>[0], after: Parameters<typeof historyBetween>[1]) =>
      historyBetween(before, after).map(({ action, version, status }) => [action, version, status])
    const live = numbered(base, 1, null)
    const drafted = numbered({ ...base, waiting: waiting('draft') }, 1, 2)
    const submitted = numbered({ ...base, waiting: waiting('submitted') }, 1, 2)
    const switched = numbered(
      { ...base, ...waiting('draft'), status: 'approved', statusReason: null, waiting: null },
      2,
      null,
    )
    expect(deeds(undefined, live)).toEqual([['made', 1, 'approved']])
    expect(deeds(live, drafted)).toEqual([['edited', 2, 'draft']])
    expect(deeds(drafted, submitted)).toEqual([['submitted', 2, 'submitted']])
    expect(deeds(submitted, switched)).toEqual([['approved', 2, 'approved']])
    expect(deeds(submitted, live)).toEqual([['discarded', 2, 'submitted']])
    expect(deeds(live, numbered({ ...base, status: 'paused' }, 1, null))).toEqual([['paused', 1, 'paused']])
    expect(deeds(numbered({ ...base, status: 'paused' }, 1, null), live)).toEqual([['resumed', 1, 'approved']])
    expect(deeds(live, numbered({ ...base, name: 'New', body: 'New' }, 2, null))).toEqual([
      ['renamed', 2, 'approved'],
      ['edited', 2, 'approved'],
    ])
    expect(deeds(live, live)).toEqual([])
  })
  it('never leaves a template with something waiting beside what was never approved, whatever is done', () => {
    const deed = fc.oneof(
      fc.constantFrom(...moves).map((move) => (one: LivingTemplate) => {
        const moved = moveTemplate(one, move, { reason: 'why' })
        return 'template' in moved ? moved.template : one
      }),
      fc
        .record({ body: fc.constantFrom('a', 'b'), header: fc.constantFrom('x', 'y') })
        .map((patch) => (one: LivingTemplate) => editTemplate(one, patch, 'IN')),
      fc
        .constantFrom(...templateStatuses)
        .map((status) => (one: LivingTemplate) => editTemplate(one, { status }, 'IN')),
    )
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.array(deed, { maxLength: 12 }), (state, deeds) => {
        const end = deeds.reduce((one, change) => change(one), inState(state))
        if (end.waiting !== null) {
          expect(['approved', 'paused']).toContain(end.status)
          expect(isSameWording(end, end.waiting)).toBe(false)
        }
      }),
    )
  })
})
