import { Button, Select, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountRole } from '../../api/me.ts'

const roles = ['owner', 'support'] as const satisfies readonly AccountRole[]

/** A line about whoever has the role, with what they may; an owner may do everything, and nothing is said of it. */
export const withRole = (role: AccountRole | 'operator', rest: string, t: TFunction): string =>
  role === 'support' ? t('settings.mayOnlyRead', { rest }) : rest

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
  const { t } = useTranslation()
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
        data={roles.map((one) => ({ value: one, label: t(`settings.mayDo.${one}`) }))}
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? 'owner')}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={name.trim() === ''}>
        {action}
      </Button>
    </form>
  )
}
