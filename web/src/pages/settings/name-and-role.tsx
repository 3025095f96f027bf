import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AccountRole } from '../../api/me.ts'

const roleWords: Record<AccountRole, string> = {
  owner: 'do everything',
  support: 'read calls and texts, with numbers masked',
}
const roleChoices = (Object.keys(roleWords) as AccountRole[]).map((value) => ({ value, label: roleWords[value] }))

/** In a line about whoever has the role; nothing of an owner, who may do everything. */
export const mayOnly = (role: AccountRole | 'operator'): string =>
  role === 'support' ? `may only ${roleWords.support}; ` : ''

export type NameAndRole = { name: string; role: AccountRole }

/** Asks for whom something that opens the account is, and what they may; empties the name once it is made. */
export function NameAndRoleForm({
  label,
  placeholder,
  whoMay,
  action,
  isBusy,
  onMake,
}: {
  label: string
  placeholder: string
  whoMay: string
  action: string
  isBusy: boolean
  onMake: (wanted: NameAndRole) => Promise<unknown>
}) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<AccountRole>('owner')
  const make = () =>
    onMake({ name: name.trim(), role }).then(
      () => setName(''),
      // What went wrong stands above the form, and the name stays for another try.
      () => undefined,
    )
  return (
    <form
      className="key-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void make()
      }}
    >
      <TextInput
        label={label}
        placeholder={placeholder}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={whoMay}
        data={roleChoices}
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(roleChoices.find((one) => one.value === value)?.value ?? 'owner')}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={name.trim() === ''}>
        {action}
      </Button>
    </form>
  )
}
