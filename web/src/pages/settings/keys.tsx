import { Skeleton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { makeKey, revokeKey, useKeys } from '../../api/me.ts'
import type { ApiKey } from '../../api/types.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { mayOnly, type NameAndRole, NameAndRoleForm } from './name-and-role.tsx'
import { ShownOnce } from './shown-once.tsx'

/** The keys by which programs speak for the account. */
export function Keys() {
  const format = useFormat()
  const { data: keys, error } = useKeys()
  const queries = useQueryClient()
  const { ask, dialog } = useConfirm()
  const renew = () => void queries.invalidateQueries({ queryKey: ['keys'] })
  const make = useMutation({ mutationFn: ({ name, role }: NameAndRole) => makeKey(name, role), onSuccess: renew })
  const revoke = (key: ApiKey) =>
    ask({
      title: `Revoke “${key.name}”?`,
      words: 'Whatever uses it is refused from this moment on, and browsers that signed in with it are signed out.',
      action: 'Revoke it',
      onYes: () => void revokeKey(key.id).then(renew, (error: Error) => toast({ tone: 'bad', words: error.message })),
    })
  return (
    <Card className="form">
      <h2>API keys</h2>
      {keys === undefined ? (
        error === null ? (
          <Skeleton height={60} />
        ) : (
          <ReasonBlock tone="bad" title="The keys cannot be shown" detail={error.message} />
        )
      ) : (
        <ul className="key-list">
          {keys.map((key) => (
            <li key={key.id}>
              <span>
                <strong>{key.name}</strong>
                <br />
                <span className="quiet-words">
                  {mayOnly(key.role)}made {format.moment(key.createdAt)},{' '}
                  {key.lastUsedAt === null ? 'never used' : `last used ${format.moment(key.lastUsedAt)}`}
                </span>
              </span>
              <LinkButton onClick={() => revoke(key)}>Revoke</LinkButton>
            </li>
          ))}
        </ul>
      )}
      {make.data !== undefined && (
        <ShownOnce words="Copy the key now: it is not shown again." value={make.data.key} label="the key" />
      )}
      {make.error !== null && <p className="field-problem">{make.error.message}</p>}
      <NameAndRoleForm
        label="New key for"
        placeholder="Our CRM"
        whoMay="It may"
        action="Make a key"
        isBusy={make.isPending}
        onMake={make.mutateAsync}
      />
      {dialog}
    </Card>
  )
}
