import { Link } from '@tanstack/react-router'
import { useDepartments, useUsers } from '../api/setup.ts'

type Props = { placeholder: string; name: string }

const words = 'Give it a shorter name'

/** The way to a name of the account that a variable cannot hold. */
export function ShorterName({ placeholder, name }: Props) {
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
