import './people.css'
import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import type { Department, Did, User } from '../../api/types.ts'
import { besidesNumber, phone } from '../../format.ts'
import { Failure } from '../../shell/failure.tsx'
import { Opened } from '../../shell/opened.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, EmptyList, LinkButton, PageHead } from '../../ui/parts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { DepartmentForm } from './department-form.tsx'
import { DidForm } from './did-form.tsx'
import { UserForm } from './user-form.tsx'

export default function PeoplePage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.people'))
  const search = useSearch({ from: '/shell/people' })
  const navigate = useNavigate({ from: '/people' })
  const close = () => void navigate({ search: ({ search }) => (search === undefined ? {} : { search }) })
  const asked = [useUsers(), useDepartments(), useDids()] as const
  const [{ data: users }, { data: departments }, { data: dids }] = asked
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (users === undefined || departments === undefined || dids === undefined)
    return <PageLoading title={t('nav.people')} />
  return (
    <>
      <PageHead title={t('nav.people')} lead={leadOf(users)} />
      <div className="people">
        <Users users={users} departments={departments} />
        <div className="people-side">
          <Departments departments={departments} users={users} />
          <Dids dids={dids} />
        </div>
      </div>
      <Opened
        what="user"
        named={search.user}
        among={users}
        title={(user) => user?.name ?? 'Add a user'}
        onClose={close}
      >
        {(user) => <UserForm key={search.user} user={user} departments={departments} onClose={close} />}
      </Opened>
      <Opened
        what="department"
        named={search.department}
        among={departments}
        title={(department) => department?.name ?? 'Add a department'}
        onClose={close}
      >
        {(department) => (
          <DepartmentForm key={search.department} department={department} users={users} onClose={close} />
        )}
      </Opened>
      <Opened
        what="number"
        named={search.did}
        among={dids}
        title={(did) => (did === null ? 'Add a number' : phone(did.number))}
        onClose={close}
      >
        {(did) => <DidForm key={search.did} did={did} onClose={close} />}
      </Opened>
    </>
  )
}

function leadOf(users: readonly User[]) {
  const without = users.filter((one) => one.phone === null && !one.textsOff)
  if (users.length === 0) return 'Who answers the calls, in which departments, and on which numbers.'
  if (without.length === 0) return 'Every user has a mobile number and can be texted.'
  const [first] = without
  return (
    <>
      <strong>
        {without.length === 1 ? `${first?.name} has no mobile number` : `${without.length} users have no mobile number`}
      </strong>
      , so texts to {without.length === 1 ? 'this user' : 'them'} are skipped.
    </>
  )
}

/** More are searched, or shown when asked for. */
const shownAtOnce = 50

function isFound({ name, phone: number, extension, email }: User, search: string): boolean {
  const wanted = search.toLowerCase()
  const digits = search.replaceAll(/[\s()+-]/g, '')
  return (
    [name, extension, email].some((text) => text?.toLowerCase().includes(wanted)) ||
    (/^\d+$/.test(digits) && number?.includes(digits) === true)
  )
}

function Users({ users, departments }: { users: readonly User[]; departments: readonly Department[] }) {
  const { search = '' } = useSearch({ from: '/shell/people' })
  const navigate = useNavigate({ from: '/people' })
  const [most, setMost] = useState(shownAtOnce)
  const of = (user: User) => departments.filter((one) => one.members.includes(user.key)).map((one) => one.name)
  const found = users.filter((one) => isFound(one, search))
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Users</h2>
        {users.length > 0 && (
          <Link to="/people" search={(before) => ({ ...before, user: 'new' })}>
            Add a user
          </Link>
        )}
      </div>
      {users.length > shownAtOnce && (
        <SearchField
          className="list-search"
          label="Search in name, number, extension and e-mail"
          value={search}
          onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        />
      )}
      <ul className="rows">
        {found.slice(0, most).map((user) => (
          <li key={user.key}>
            <p className="row-top">
              <Link to="/people" search={(before) => ({ ...before, user: user.key })} className="row-link">
                <strong>{user.name}</strong>
              </Link>
              {user.owner && <Chip tone="accent">owner</Chip>}
              {user.textsOff && <Chip tone="warn">texts off</Chip>}
              <span className="row-end">
                {user.phone === null ? <Chip tone="warn">no mobile number</Chip> : phone(user.phone)}
              </span>
            </p>
            <p className="row-below quiet">
              <span>{of(user).join(', ') || 'in no department'}</span>
              {user.extension !== null && <span>extension {user.extension}</span>}
            </p>
          </li>
        ))}
      </ul>
      {found.length > most && (
        <p className="list-search">
          <LinkButton onClick={() => setMost(most + shownAtOnce)}>Show more of {found.length}</LinkButton>
        </p>
      )}
      {users.length > 0 && found.length === 0 && <p className="table-note">No user is found by “{search}”.</p>}
      {users.length === 0 && (
        <EmptyList
          title="No user yet"
          action={
            <Button renderRoot={(props) => <Link to="/people" search={{ user: 'new' }} {...props} />}>
              Add a user
            </Button>
          }
        >
          <p>A user is somebody who answers calls and may get texts about them; they need not be able to sign in.</p>
        </EmptyList>
      )}
    </Card>
  )
}

/** So many names say who they are; of more it is enough how many. */
const mostNames = 8

function namesOf(names: readonly string[]): string {
  const rest = names.length - mostNames
  return rest <= 1 ? names.join(', ') : `${names.slice(0, mostNames).join(', ')} and ${rest} more`
}

function Departments({ departments, users }: { departments: readonly Department[]; users: readonly User[] }) {
  const name = (key: string) => users.find((one) => one.key === key)?.name ?? key
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Departments</h2>
        {departments.length > 0 && (
          <Link to="/people" search={{ department: 'new' }}>
            Add a department
          </Link>
        )}
      </div>
      <ul className="rows">
        {departments.map((one) => (
          <li key={one.key}>
            <p className="row-top">
              <Link to="/people" search={{ department: one.key }} className="row-link">
                <strong>{one.name}</strong>
              </Link>
              {one.hours !== null && <span className="row-end">own hours</span>}
            </p>
            <p className="row-below quiet">
              {one.members.length === 0 ? 'no members' : namesOf(one.members.map(name))}
            </p>
          </li>
        ))}
      </ul>
      {departments.length === 0 && (
        <EmptyList
          title="No department yet"
          action={
            <Button renderRoot={(props) => <Link to="/people" search={{ department: 'new' }} {...props} />}>
              Add a department
            </Button>
          }
        >
          <p>Rules can go by the department that a call was for, and text its members.</p>
        </EmptyList>
      )}
    </Card>
  )
}

function Dids({ dids }: { dids: readonly Did[] }) {
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Numbers (DIDs)</h2>
        {dids.length > 0 && (
          <Link to="/people" search={{ did: 'new' }}>
            Add a number
          </Link>
        )}
      </div>
      <ul className="rows">
        {dids.map((one) => (
          <li key={one.key}>
            <p className="row-top">
              <Link to="/people" search={{ did: one.key }} className="row-link">
                <strong className="row-number">{phone(one.number)}</strong>
              </Link>
              <span className="row-end row-name">{one.name != null && besidesNumber(one.name, one.number)}</span>
            </p>
          </li>
        ))}
      </ul>
      {dids.length === 0 && (
        <EmptyList
          title="No number yet"
          action={
            <Button renderRoot={(props) => <Link to="/people" search={{ did: 'new' }} {...props} />}>
              Add a number
            </Button>
          }
        >
          <p>Rules can go by the number of yours that was called, and its lines are what the rental is counted by.</p>
        </EmptyList>
      )}
    </Card>
  )
}
