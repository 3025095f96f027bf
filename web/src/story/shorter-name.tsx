import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDepartments, useUsers } from '../api/setup.ts'

type Props = { placeholder: string; name: string }

/** The way to a name of the account that a variable cannot hold. */
export function ShorterName({ placeholder, name }: Props) {
  const { t } = useTranslation()
  const words = t('story.shorterName')
  const { data: departments = [] } = useDepartments()
  const { data: users = [] } = useUsers()
  if (placeholder === 'account_name') return <Link to="/settings">{words}</Link>
  const isDepartment = placeholder === 'department_name'
  const named: readonly { key: string; name: string }[] = isDepartment ? departments : users
  const key = named.find((one) => one.name === name)?.key
  if (key === undefined) return null
  return (
    <Link to="/people" search={isDepartment ? { department: key } : { user: key }}>
      {words}
    </Link>
  )
}
