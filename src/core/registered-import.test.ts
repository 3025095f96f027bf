import { describe, expect, it } from 'vitest'
import { portalMoves } from './portal-moves.ts'
import { type RegisteredText, readColumns, readRegistered } from './registered-import.ts'
import type { LivingTemplate } from './template-life.ts'

const id = '1107172974420810002'
const head = ['Template ID', 'Template Name', 'Header', 'Template Type', 'Template Content', 'Status']
const { columns } = readColumns(head)
const read = (over: Partial<Record<(typeof head)[number], string>>) =>
  readRegistered(
    head.map(
      (name) =>
        ({
          'Template ID': id,
          'Template Content': 'Hello {#var#}. - Kaveri',
          Header: 'KAVERI',
          Status: 'Approved',
          ...over,
        })[name] ?? '',
    ),
    columns,
  )
const codes = (over: Parameters<typeof read>[0]) => read(over).problems.map((one) => `${one.field}: ${one.code}`)

describe('the columns of a portal’s export', () => {
  it.each([
    ['Vilpower', ['Template Id', 'Template Name', 'Template Message', 'Headers', 'Template Type', 'Approval Status']],
    ['Airtel', ['TEMPLATE_ID', 'TEMPLATE_NAME', 'TEMPLATE_CONTENT', 'SENDER_ID', 'CONTENT_TYPE', 'STATUS']],
    ['Jio', ['Content Template ID', 'Name', 'Content', 'Header Name', 'Category', 'Status', 'PE ID']],
    ['SmartPing', ['dlt_te_id', 'template name', 'template', 'cli', 'type', 'state', 'Variable Tags', 'Remarks']],
  ])('are found by their names, as in an export like %s’s', (_portal, names) => {
    const found = readColumns(names)
    expect(found.problems).toEqual([])
    expect(found.columns).toMatchObject({
      templateId: expect.any(Number),
      text: expect.any(Number),
      headers: expect.any(Number),
    })
    expect(found.ignored).toEqual([])
  })
  it('take the category from the content type where the template type tells only the script', () => {
    const both = readColumns(['Template ID', 'Content', 'Template Type', 'Content Type'])
    expect(both.columns.category).toBe(3)
    expect(both.ignored).toEqual(['Template Type'])
  })
  it('are asked for by what is there where none fits, and may be said', () => {
    const names = ['Code', 'Wording']
    expect(readColumns(names).problems.map((one) => one.message)).toEqual([
      'no column looks like the template id; say which one it is: the columns are "Code", "Wording"',
      'no column looks like the registered text; say which one it is: the columns are "Code", "Wording"',
    ])
    expect(readColumns(names, { templateId: 'code', text: 'Wording' })).toMatchObject({
      columns: { templateId: 0, text: 1 },
      problems: [],
    })
    expect(readColumns(names, { text: 'Words' }).problems).toContainEqual(
      expect.objectContaining({ path: 'text', code: 'no_such_column' }),
    )
  })
})

describe('a row of a portal’s export', () => {
  it('is taken as it is meant', () => {
    expect(
      read({ 'Template Name': 'Hello', 'Template Type': 'Service Implicit', Header: 'KAVERI, KAVCLN' }).row,
    ).toEqual({
      templateId: id,
      name: 'Hello',
      text: 'Hello {#var#}. - Kaveri',
      tags: null,
      headers: ['KAVERI', 'KAVCLN'],
      category: 'service_implicit',
      status: 'approved',
      entityId: null,
      reason: null,
    })
    expect(read({ 'Template ID': `="${id}"` }).row?.templateId).toBe(id)
    expect(read({ 'Template ID': `'${id}` }).row?.templateId).toBe(id)
    expect(read({ Status: 'BLACKLISTED' }).row?.status).toBe('inactive')
    expect(read({ Status: 'Pending for approval' }).row?.status).toBe('submitted')
    expect(read({ 'Template Type': 'Promotional' }).row?.category).toBe('promotional')
  })
  it('is refused with its column and its cause', () => {
    expect(codes({ 'Template ID': '1.10717E+18' })).toEqual(['templateId: spreadsheet_number'])
    expect(read({ 'Template ID': '1.10717E+18' }).problems[0]?.message).toContain('spreadsheet')
    expect(codes({ 'Template ID': '' })).toEqual(['templateId: missing'])
    expect(codes({ 'Template Content': 'Hello ##name##' })).toEqual(['text: hashed_variable'])
    expect(codes({ 'Template Content': ' ' })).toEqual(['text: missing'])
    expect(codes({ Header: 'JX-KAVERI-S' })).toEqual(['headers: as_shown_on_phones'])
    expect(codes({ Status: 'Quux', 'Template Type': 'Quux' })).toEqual([
      'category: unknown_category',
      'status: unknown_status',
    ])
  })
  it('is let in with a warning where its id may have been rounded', () => {
    const { row, problems } = read({ 'Template ID': '1107172974420810000' })
    expect(row).not.toBeNull()
    expect(problems).toMatchObject([{ code: 'maybe_rounded', severity: 'warning' }])
  })
})

describe('what the portal says', () => {
  const row: RegisteredText = {
    templateId: id,
    name: 'Hello',
    text: 'Hello {#var#}. - Kaveri',
    tags: null,
    headers: ['KAVERI'],
    category: 'service_implicit',
    status: 'approved',
    entityId: null,
    reason: null,
  }
  const template: LivingTemplate = {
    key: 'hello',
    name: 'Hello',
    language: null,
    variantOf: null,
    body: 'Hello {{user_name}}. - Kaveri',
    header: 'kaveri',
    dltTemplateId: id,
    category: 'service_implicit',
    registered: { text: row.text, tooLong: 'cut' },
    status: 'submitted',
    statusReason: null,
    waiting: null,
  }
  const moves = (one: Partial<LivingTemplate>, said: Partial<RegisteredText>) =>
    portalMoves([{ ...template, ...one }], [{ ...row, ...said }]).map(({ move, template: after }) => [
      move,
      after.statusReason,
    ])

  it('approves, rejects and stops the templates that it speaks of', () => {
    expect(moves({}, {})).toEqual([['approve', null]])
    expect(moves({}, { status: 'rejected', reason: 'no brand' })).toEqual([
      ['reject', 'the portal says rejected: no brand'],
    ])
    expect(moves({ status: 'approved' }, { status: 'inactive' })).toEqual([['pause', 'the portal says inactive']])
    expect(moves({ status: 'approved' }, {})).toEqual([])
    expect(moves({ status: 'paused' }, {})).toEqual([])
    expect(moves({ dltTemplateId: null }, {})).toEqual([])
  })
  it('approves no text but the one that is registered', () => {
    expect(moves({}, { text: 'Hello {#var#}! - Kaveri' })).toEqual([])
  })
  it('approves what waits under its own id, and leaves it alone where the row speaks of what sends', () => {
    const { body, header, category, registered } = template
    const waiting = {
      body,
      header,
      category,
      registered,
      dltTemplateId: '1107172974420810099',
      status: 'submitted' as const,
      statusReason: null,
    }
    expect(moves({ status: 'approved', waiting }, {})).toEqual([])
    expect(moves({ status: 'approved', waiting }, { templateId: '1107172974420810099' })).toEqual([['approve', null]])
  })
})
