import './people.css'
import { Skeleton } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import type { Department, Did, User } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'
import { SideDrawer } from '../../ui/side-drawer.tsx'
import { DepartmentForm } from './department-form.tsx'
import { DidForm } from './did-form.tsx'
import { UserForm } from './user-form.tsx'

export default function PeoplePage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.people'))
  const search = useSearch({ from: '/shell/people' })
  const navigate = useNavigate({ from: '/people' })
  const close = () => void navigate({ search: {} })
  const { data: users, error } = useUsers()
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  if (error !== null && users === undefined) return <Failure error={error} />
  if (users === undefined || departments === undefined || dids === undefined)
    return <Skeleton height={420} radius={14} />
  const user = users.find((one) => one.key === search.user) ?? null
  const department = departments.find((one) => one.key === search.department) ?? null
  const did = dids.find((one) => one.key === search.did) ?? null
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
      <SideDrawer opened={isNew(search.user) || user !== null} onClose={close} title={user?.name ?? 'Add a user'}>
        <UserForm key={search.user} user={user} departments={departments} onClose={close} />
      </SideDrawer>
      <SideDrawer
        opened={isNew(search.department) || department !== null}
        onClose={close}
        title={department?.name ?? 'Add a department'}
      >
        <DepartmentForm key={search.department} department={department} users={users} onClose={close} />
      </SideDrawer>
      <SideDrawer
        opened={isNew(search.did) || did !== null}
        onClose={close}
        title={did === null ? 'Add a number' : phone(did.number)}
      >
        <DidForm key={search.did} did={did} onClose={close} />
      </SideDrawer>
    </>
  )
}

const isNew = (key: string | undefined): boolean => key === 'new'

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

function Users({ users, departments }: { users: readonly User[]; departments: readonly Department[] }) {
  const of = (user: User) => departments.filter((one) => one.members.includes(user.key)).map((one) => one.name)
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Users</h2>
        <Link to="/people" search={{ user: 'new' }}>
          Add a user
        </Link>
      </div>
      <ul className="rows">
        {users.map((user) => (
          <li key={user.key}>
            <p className="row-top">
              <Link to="/people" search={{ user: user.key }} className="row-link">
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
      {users.length === 0 && (
        <p className="table-note">
          No user yet. A user is somebody who answers calls and may get texts about them; they need not be able to sign
          in.
        </p>
      )}
    </Card>
  )
}

function Departments({ departments, users }: { departments: readonly Department[]; users: readonly User[] }) {
  const name = (key: string) => users.find((one) => one.key === key)?.name ?? key
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Departments</h2>
        <Link to="/people" search={{ department: 'new' }}>
          Add a department
        </Link>
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
              {one.members.length === 0 ? 'no members' : one.members.map(name).join(', ')}
            </p>
          </li>
        ))}
      </ul>
      {departments.length === 0 && <p className="table-note">No department yet.</p>}
    </Card>
  )
}

function Dids({ dids }: { dids: readonly Did[] }) {
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>Numbers (DIDs)</h2>
        <Link to="/people" search={{ did: 'new' }}>
          Add a number
        </Link>
      </div>
      <ul className="rows">
        {dids.map((one) => (
          <li key={one.key}>
            <p className="row-top">
              <Link to="/people" search={{ did: one.key }} className="row-link">
                <strong>{phone(one.number)}</strong>
              </Link>
              <span className="row-end">{one.name?.replace(`${phone(one.number)}, `, '')}</span>
            </p>
          </li>
        ))}
      </ul>
      {dids.length === 0 && <p className="table-note">No number yet.</p>}
    </Card>
  )
}
