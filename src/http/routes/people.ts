/** Users, departments and DIDs. */
import { department, did, user } from '../../core/configuration.ts'
import { formatPhoneNumber } from '../../core/phone-number.ts'
import { publicId } from '../../core/public-id.ts'
import { key } from '../../core/rule.ts'
import { readDids, type StoredDid } from '../../store/dids.ts'
import { readDepartments, readUsers } from '../../store/people.ts'
import type { Api, Context } from '../context.ts'
import { patchOf } from '../patch-of.ts'
import { departmentShape, didShape, userShape } from '../shapes/setup.ts'
import { accountOf } from '../who.ts'
import { addCollection } from './collection.ts'

const tag = 'People'

export function addPeople(api: Api, context: Context): void {
  addCollection(api, context, {
    section: 'users',
    one: 'user',
    tag,
    shape: userShape,
    create: user.extend({ key: key.optional() }),
    patch: patchOf(user),
    nameOf: (item) => item.name,
    list: async ({ db }, request) => (await readUsers(db.console, accountOf(request))).map(withId('user')),
    view: (_, document, wanted) => found(document.users, wanted, withId('user')),
    remove: (document, gone) => ({
      departments: document.departments?.map((one) => ({
        ...one,
        members: one.members.filter((member) => member !== gone),
      })),
      sources: withoutMappings(document.sources, 'user', gone),
    }),
  })
  addCollection(api, context, {
    section: 'departments',
    one: 'department',
    tag,
    readBy: 'names:read',
    shape: departmentShape,
    create: department.extend({ key: key.optional() }),
    patch: patchOf(department),
    nameOf: (item) => item.name,
    list: async ({ db }, request) => (await readDepartments(db.console, accountOf(request))).map(withId('dept')),
    view: (_, document, wanted) => found(document.departments, wanted, withId('dept')),
    remove: (document, gone) => ({ sources: withoutMappings(document.sources, 'department', gone) }),
  })
  addCollection(api, context, {
    section: 'dids',
    one: 'DID',
    tag,
    readBy: 'names:read',
    shape: didShape,
    create: did.extend({ key: key.optional() }),
    patch: patchOf(did),
    nameOf: (item) => item.name ?? item.number,
    list: async ({ db }, request) => (await readDids(db.console, accountOf(request))).map(didView),
    view: (_, document, wanted) => found(document.dids, wanted, didView),
    remove: (document, gone) => ({ sources: withoutMappings(document.sources, 'did', gone) }),
  })
}

function didView(one: StoredDid) {
  return { ...withId('did')(one), numberShown: formatPhoneNumber(one.number) }
}

/** Rows with the public form of their id. */
export function withId(kind: Parameters<typeof publicId>[0]) {
  return <T extends { id: string }>(one: T): T => ({ ...one, id: publicId(kind, one.id) })
}

export function found<T extends { key: string }, V>(
  all: readonly T[],
  wanted: string,
  view: (one: T) => V,
): V | undefined {
  const one = all.find((each) => each.key === wanted)
  return one && view(one)
}

function withoutMappings<M extends { kind: string; to: string }, S extends { mappings: M[] }>(
  sources: S[] | undefined,
  kind: string,
  to: string,
): S[] | undefined {
  return sources?.map((one) => ({
    ...one,
    mappings: one.mappings.filter((mapping) => mapping.kind !== kind || mapping.to !== to),
  }))
}
