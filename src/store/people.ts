/** Users and departments of an account, as its configuration holds them. What is removed is retired: calls that name it keep their names. */
import type { Configuration } from '../core/configuration.ts'
import type { OpeningHours } from '../core/schedule.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type UserFields = NonNullable<Configuration['users']>[number]
export type DepartmentFields = NonNullable<Configuration['departments']>[number]
export type StoredUser = UserFields & { id: string }
export type StoredDepartment = DepartmentFields & { id: string }

// Ids are UUIDv7, so this is the order in which they were made, and that of the file they came from.
const readUsersStatement = statement(
  'config_read_users',
  {
    id: 'uuid',
    key: 'text',
    name: 'text',
    phone: 'text?',
    extension: 'text?',
    email: 'text?',
    is_owner: 'boolean',
    texts_off: 'boolean',
  },
  `select id, key, name, phone, extension, email, is_owner, texts_off
   from account_user where account_id = $1 and retired_at is null order by id`,
)

export async function readUsers(tx: Runner, accountId: string): Promise<StoredUser[]> {
  return (await tx.run(readUsersStatement, [accountId])).map(({ is_owner, texts_off, ...row }) => ({
    ...row,
    owner: is_owner,
    textsOff: texts_off,
  }))
}

const writeUsersStatement = statement(
  'config_write_users',
  {},
  `insert into account_user (account_id, id, key, name, phone, extension, email, is_owner, texts_off)
   select $1::uuid, u.* from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::boolean[])) u
   on conflict (account_id, key) do update set name = excluded.name, phone = excluded.phone, extension = excluded.extension,
     email = excluded.email, is_owner = excluded.is_owner, texts_off = excluded.texts_off, retired_at = null`,
)

/** Adds and changes; a key that was retired is revived with its old id. */
export async function writeUsers(tx: Runner, accountId: string, users: readonly UserFields[]): Promise<void> {
  await tx.run(writeUsersStatement, [
    accountId,
    ...columnsOf(users, [
      newId,
      (one) => one.key,
      (one) => one.name,
      (one) => one.phone,
      (one) => one.extension,
      (one) => one.email,
      (one) => one.owner,
      (one) => one.textsOff,
    ]),
  ])
}

const readDepartmentsStatement = statement(
  'config_read_departments',
  { id: 'uuid', key: 'text', name: 'text', hours: 'text?', language: 'text?', members: 'text[]' },
  `select d.id, d.key, d.name, d.hours, d.language,
     coalesce(array_agg(u.key order by m.position, u.key) filter (where u.key is not null), '{}') as members
   from department d
   left join department_member m on m.account_id = d.account_id and m.department_id = d.id
   left join account_user u on u.account_id = m.account_id and u.id = m.user_id and u.retired_at is null
   where d.account_id = $1 and d.retired_at is null
   group by d.account_id, d.id, d.key, d.name, d.hours, d.language order by d.id`,
)

export async function readDepartments(tx: Runner, accountId: string): Promise<StoredDepartment[]> {
  return (await tx.run(readDepartmentsStatement, [accountId])).map((row) => ({
    ...row,
    hours: row.hours === null ? null : (JSON.parse(row.hours) as OpeningHours),
  }))
}

const writeDepartmentsStatement = statement(
  'config_write_departments',
  {},
  `insert into department (account_id, id, key, name, hours, language)
   select $1::uuid, u.* from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])) u
   on conflict (account_id, key) do update set name = excluded.name, hours = excluded.hours, language = excluded.language, retired_at = null`,
)

const clearMembers = statement(
  'config_clear_members',
  {},
  `delete from department_member m using department d
   where m.account_id = $1 and d.account_id = $1 and d.id = m.department_id and d.key = any($2::text[])`,
)

const writeMembers = statement(
  'config_write_members',
  {},
  `insert into department_member (account_id, department_id, user_id, position)
   select $1::uuid, d.id, p.id, u.n
   from (select * from unnest($2::text[], $3::text[], $4::integer[]) as t(d, p, n)) u
   join department d on d.account_id = $1 and d.key = u.d
   join account_user p on p.account_id = $1 and p.key = u.p
   on conflict (account_id, department_id, user_id) do nothing`,
)

/** After the users, whom the members are looked up among. */
export async function writeDepartments(
  tx: Runner,
  accountId: string,
  departments: readonly DepartmentFields[],
): Promise<void> {
  await tx.run(writeDepartmentsStatement, [
    accountId,
    ...columnsOf(departments, [
      newId,
      (one) => one.key,
      (one) => one.name,
      (one) => (one.hours === null ? null : JSON.stringify(one.hours)),
      (one) => one.language,
    ]),
  ])
  await tx.run(clearMembers, [accountId, departments.map((one) => one.key)])
  const members = departments.flatMap((one) =>
    one.members.map((user, position) => ({ department: one.key, user, position })),
  )
  await tx.run(writeMembers, [
    accountId,
    ...columnsOf(members, [(one) => one.department, (one) => one.user, (one) => one.position]),
  ])
}

export const retireUsers = statement(
  'config_retire_users',
  {},
  'update account_user set retired_at = clock_timestamp() where account_id = $1 and key = any($2::text[]) and retired_at is null',
)

export const retireDepartments = statement(
  'config_retire_departments',
  {},
  'update department set retired_at = clock_timestamp() where account_id = $1 and key = any($2::text[]) and retired_at is null',
)
