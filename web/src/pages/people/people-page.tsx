import './people.css'
import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import type { Department, Did, User } from '../../api/types.ts'
import { besidesNumber, phone } from '../../format.ts'
import { Failure } from '../../shell/failure.tsx'
import { Opened } from '../../shell/opened.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { languageOf } from '../../ui/languages.ts'
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
      <PageHead title={t('nav.people')} lead={<Lead users={users} />} />
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
        title={(user) => user?.name ?? t('people.addUser')}
        onClose={close}
      >
        {(user) => <UserForm key={search.user} user={user} departments={departments} onClose={close} />}
      </Opened>
      <Opened
        what="department"
        named={search.department}
        among={departments}
        title={(department) => department?.name ?? t('people.addDepartment')}
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
        title={(did) => (did === null ? t('people.addNumber') : phone(did.number))}
        onClose={close}
      >
        {(did) => <DidForm key={search.did} did={did} onClose={close} />}
      </Opened>
    </>
  )
}

function Lead({ users }: { users: readonly User[] }) {
  const { t } = useTranslation()
  const without = users.filter((one) => one.phone === null && !one.textsOff)
  if (users.length === 0) return t('people.lead')
  if (without.length === 0) return t('people.allHaveMobiles')
  return (
    <Trans
      i18nKey="people.withoutMobile"
      count={without.length}
      values={{ name: without[0]?.name ?? '' }}
      components={{ b: <strong /> }}
    />
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
  const { t } = useTranslation()
  const { search = '' } = useSearch({ from: '/shell/people' })
  const navigate = useNavigate({ from: '/people' })
  const [most, setMost] = useState(shownAtOnce)
  const of = (user: User) => departments.filter((one) => one.members.includes(user.key)).map((one) => one.name)
  const found = users.filter((one) => isFound(one, search))
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('jump.users')}</h2>
        {users.length > 0 && (
          <Link to="/people" search={(before) => ({ ...before, user: 'new' })}>
            {t('people.addUser')}
          </Link>
        )}
      </div>
      {users.length > shownAtOnce && (
        <SearchField
          className="list-search"
          label={t('people.search')}
          value={search}
          onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        />
      )}
      <ul className="rows">
        {found.slice(0, most).map((user) => (
          <li key={user.key}>
            <p className="row-top">
              <Link to="/people" search={(before) => ({ ...before, user: user.key })} className="row-link">
                <strong lang={languageOf(user.name)}>{user.name}</strong>
              </Link>
              {user.owner && <Chip tone="accent">{t('people.owner')}</Chip>}
              {user.textsOff && <Chip tone="warn">{t('people.textsOff')}</Chip>}
              <span className="row-end">
                {user.phone === null ? <Chip tone="warn">{t('people.noMobile')}</Chip> : phone(user.phone)}
              </span>
            </p>
            <p className="row-below quiet">
              <span>{of(user).join(', ') || t('people.inNoDepartment')}</span>
              {user.extension !== null && <span>{t('people.extensionIs', { extension: user.extension })}</span>}
            </p>
          </li>
        ))}
      </ul>
      {found.length > most && (
        <p className="list-search">
          <LinkButton onClick={() => setMost(most + shownAtOnce)}>
            {t('people.showMore', { count: found.length })}
          </LinkButton>
        </p>
      )}
      {users.length > 0 && found.length === 0 && <p className="table-note">{t('people.noneFound', { search })}</p>}
      {users.length === 0 && (
        <EmptyList
          title={t('people.noUser')}
          action={
            <Button renderRoot={(props) => <Link to="/people" search={{ user: 'new' }} {...props} />}>
              {t('people.addUser')}
            </Button>
          }
        >
          <p>{t('people.noUserMore')}</p>
        </EmptyList>
      )}
    </Card>
  )
}

/** So many names say who they are; of more it is enough how many. */
const mostNames = 8

function namesOf(names: readonly string[], t: TFunction): string {
  const rest = names.length - mostNames
  return rest <= 1
    ? names.join(', ')
    : t('people.namesAndMore', { names: names.slice(0, mostNames).join(', '), count: rest })
}

function Departments({ departments, users }: { departments: readonly Department[]; users: readonly User[] }) {
  const { t } = useTranslation()
  const name = (key: string) => users.find((one) => one.key === key)?.name ?? key
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('jump.departments')}</h2>
        {departments.length > 0 && (
          <Link to="/people" search={{ department: 'new' }}>
            {t('people.addDepartment')}
          </Link>
        )}
      </div>
      <ul className="rows">
        {departments.map((one) => (
          <li key={one.key}>
            <p className="row-top">
              <Link to="/people" search={{ department: one.key }} className="row-link">
                <strong lang={languageOf(one.name)}>{one.name}</strong>
              </Link>
              {one.hours !== null && <span className="row-end">{t('people.ownHours')}</span>}
            </p>
            <p className="row-below quiet">
              {one.members.length === 0 ? t('people.noMembers') : namesOf(one.members.map(name), t)}
            </p>
          </li>
        ))}
      </ul>
      {departments.length === 0 && (
        <EmptyList
          title={t('people.noDepartment')}
          action={
            <Button renderRoot={(props) => <Link to="/people" search={{ department: 'new' }} {...props} />}>
              {t('people.addDepartment')}
            </Button>
          }
        >
          <p>{t('people.noDepartmentMore')}</p>
        </EmptyList>
      )}
    </Card>
  )
}

function Dids({ dids }: { dids: readonly Did[] }) {
  const { t } = useTranslation()
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>{t('people.numbers')}</h2>
        {dids.length > 0 && (
          <Link to="/people" search={{ did: 'new' }}>
            {t('people.addNumber')}
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
          title={t('people.noNumber')}
          action={
            <Button renderRoot={(props) => <Link to="/people" search={{ did: 'new' }} {...props} />}>
              {t('people.addNumber')}
            </Button>
          }
        >
          <p>{t('people.noNumberMore')}</p>
        </EmptyList>
      )}
    </Card>
  )
}
