/**
 * What DLT portals export of registered templates, read row by row. Portals name their columns each in their own way, and spreadsheets damage long
 * ids: a row is taken as it is meant or refused with its column and its cause, never guessed.
 */
import type { FieldProblem } from './adapter.ts'
import { checkDltId, checkHeader } from './dlt.ts'
import { type SlotTag, slotTags } from './dlt-slots.ts'
import { parseRegistered } from './dlt-text.ts'
import { unquoted } from './list-row.ts'
import type { TemplateCategory } from './rule-set.ts'

export const registeredStatuses = ['approved', 'submitted', 'rejected', 'inactive'] as const
/** `inactive`: blacklisted, suspended, dormant or expired at the operator. */
export type RegisteredStatus = (typeof registeredStatuses)[number]

/** A registered template as a portal tells it. Headers exactly as registered. */
export type RegisteredText = {
  templateId: string
  name: string
  text: string
  tags: (SlotTag | null)[] | null
  headers: string[]
  category: TemplateCategory
  status: RegisteredStatus
  entityId: string | null
  reason: string | null
}

/** Names of columns, without case, spaces and signs, by what they hold; the first that is there is taken. */
const columnNames = {
  templateId: ['templateid', 'dlttemplateid', 'contenttemplateid', 'dltteid', 'dltid', 'contentid', 'templateno'],
  name: ['templatename', 'contenttemplatename', 'name', 'title'],
  text: [
    'templatecontent', 'templatemessage', 'contenttemplate', 'templatetext', 'templatebody', 'messagecontent', 'content', 'message',
    'text', 'body', 'template',
  ],
  headers: ['headers', 'header', 'headername', 'headernames', 'senderid', 'senderids', 'sender', 'cli', 'mask'],
  category: ['contenttype', 'templatetype', 'templatecategory', 'category', 'type', 'smstype'],
  status: ['status', 'templatestatus', 'approvalstatus', 'dltstatus', 'state'],
  entityId: ['entityid', 'peid', 'principalentityid', 'dltentityid', 'principalid'],
  tags: ['variabletags', 'variabletypes', 'tags', 'variabletype'],
  reason: ['rejectionreason', 'reason', 'remarks', 'remark', 'comments', 'comment'],
} as const // biome-ignore format: one line for each field
export type ImportField = keyof typeof columnNames
export const importFields = Object.keys(columnNames) as [ImportField, ...ImportField[]]
const needed: readonly ImportField[] = ['templateId', 'text']

/** Where each field stands, by its place in the row. */
export type Columns = Partial<Record<ImportField, number>>
export type ReadColumns = { columns: Columns; ignored: string[]; problems: FieldProblem[] }

const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Finds the columns by their names. `given` says which column holds a field where its name does not. */
export function readColumns(head: readonly string[], given: Partial<Record<ImportField, string>> = {}): ReadColumns {
  const places = new Map(head.map((name, at) => [bare(name), at]))
  const columns: Columns = {}
  const problems: FieldProblem[] = []
  for (const field of importFields) {
    const wanted = given[field]
    const names = wanted === undefined ? columnNames[field] : [bare(wanted)]
    const found = names.map((name) => places.get(name)).find((place) => place !== undefined)
    if (found !== undefined) columns[field] = found
    else if (wanted !== undefined)
      problems.push({ path: field, code: 'no_such_column', message: `there is no column "${wanted}"` })
    else if (needed.includes(field))
      problems.push({
        path: field,
        code: 'column_missing',
        message: `no column looks like the ${fieldWords[field]}; say which one it is: the columns are ${head.map((name) => `"${name.trim()}"`).join(', ')}`,
      })
  }
  const used = new Set(Object.values(columns))
  return { columns, problems, ignored: head.filter((name, at) => !used.has(at) && name.trim() !== '') }
}

const fieldWords: Record<ImportField, string> = {
  templateId: 'template id',
  name: 'name',
  text: 'registered text',
  headers: 'header',
  category: 'category',
  status: 'status',
  entityId: 'entity id',
  tags: 'variables’ tags',
  reason: 'reason',
}

/** A problem of one cell; a warning lets the row in. */
export type CellProblem = { field: ImportField; code: string; message: string; severity: 'error' | 'warning' }

/** Reads one row. It is taken where no problem is an error. */
export function readRegistered(
  cells: readonly string[],
  columns: Columns,
): { row: RegisteredText | null; problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const cell = (field: ImportField) => {
    const at = columns[field]
    return at === undefined ? '' : unquoted(cells[at] ?? '')
  }
  const wrong = (field: ImportField, code: string, message: string) =>
    problems.push({ field, code, message, severity: 'error' })
  const check = (field: ImportField, found: readonly (FieldProblem & { severity: CellProblem['severity'] })[]) => {
    for (const { code, message, severity } of found) problems.push({ field, code, message, severity })
  }
  const [templateId, entityId] = [cell('templateId'), cell('entityId')]
  check('templateId', checkDltId(templateId, 'template', ''))
  if (entityId !== '') check('entityId', checkDltId(entityId, 'entity', ''))
  const headers = cell('headers')
    .split(/[\s,;|/]+/)
    .filter(Boolean)
  for (const header of headers) check('headers', checkHeader(header, ''))
  // Fixed text counts to the last space, so the text is taken as it stands.
  const text = cells[columns.text ?? -1] ?? ''
  const tags = tagsOf(cell('tags'))
  if (text.trim() === '') wrong('text', 'missing', 'The registered text is empty.')
  else if (text.length > 2000)
    wrong('text', 'too_long', `The text has ${text.length} characters; at most 2000 are taken.`)
  else if (tags === undefined) wrong('tags', 'unknown_tag', `"${cell('tags')}" holds something that is no tag.`)
  else
    for (const { path, code, message } of parseRegistered({ text, ...(tags && { tags }) }).problems)
      wrong(path === 'registered.tags' ? 'tags' : 'text', code, message)
  const category = categoryOf(cell('category'))
  if (category === undefined)
    wrong(
      'category',
      'unknown_category',
      `"${cell('category')}" is no category: transactional, service implicit, service explicit or promotional.`,
    )
  const status = statusOf(cell('status'))
  if (status === undefined) wrong('status', 'unknown_status', `"${cell('status')}" is no status that is known.`)
  if (problems.some((one) => one.severity === 'error') || !category || !status || tags === undefined)
    return { row: null, problems }
  const name = cell('name').slice(0, 80) || `Template ${templateId.slice(-6)}`
  const reason = cell('reason').slice(0, 300) || null
  return {
    row: { templateId, name, text, tags, headers, category, status, entityId: entityId || null, reason },
    problems,
  }
}

/** Null where there are none, undefined where one is not known. */
function tagsOf(cell: string): (SlotTag | null)[] | null | undefined {
  const words = cell.split(/[\s,;|]+/).filter(Boolean)
  if (words.length === 0) return null
  const tags = words.map((word) => {
    const bareWord = word.replaceAll(/[{}#]/g, '').toLowerCase()
    return bareWord === 'number' ? 'numeric' : slotTags.find((tag) => tag === bareWord)
  })
  return tags.every((tag) => tag !== undefined) ? tags : undefined
}

const categoryWords: Record<string, TemplateCategory> = {
  // Without a word, and for a column that tells the script and not the category: what texts after calls are.
  '': 'service_implicit', text: 'service_implicit', unicode: 'service_implicit', service: 'service_implicit',
  serviceimplicit: 'service_implicit', si: 'service_implicit', implicit: 'service_implicit',
  serviceexplicit: 'service_explicit', se: 'service_explicit', explicit: 'service_explicit',
  transactional: 'transactional', trans: 'transactional', t: 'transactional', txn: 'transactional',
  promotional: 'promotional', promo: 'promotional', p: 'promotional',
} // biome-ignore format: one line for each category

function categoryOf(cell: string): TemplateCategory | undefined {
  const word = bare(cell)
  return Object.hasOwn(categoryWords, word) ? categoryWords[word] : undefined
}

const statusPatterns: readonly [RegExp, RegisteredStatus][] = [
  [/^$|^(approved|active|registered|live|activated|whitelisted|verified|success|a)$/, 'approved'],
  [
    /^(pending|submitted|inprogress|inprocess|underreview|new|registrationpending|waiting\w*|pending\w*|requested)$/,
    'submitted',
  ],
  [/^(rejected|declined|reject|refused|failed|r)$/, 'rejected'],
  [
    /^(inactive|blacklisted|suspended|deactivated|dormant|expired|blocked|deleted|revoked|disabled|suspended\w*)$/,
    'inactive',
  ],
]

function statusOf(cell: string): RegisteredStatus | undefined {
  const word = bare(cell)
  return statusPatterns.find(([pattern]) => pattern.test(word))?.[1]
}
