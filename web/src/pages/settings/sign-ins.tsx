import { Skeleton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { endSession, makeLink, useSessions } from '../../api/me.ts'
import type { Session } from '../../api/types.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, Chip, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { mayOnly, type NameAndRole, NameAndRoleForm } from './name-and-role.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Who is signed in to the account, and a link that lets a colleague in. */
export function SignIns({ account }: { account: string }) {
  const { data: sessions, error } = useSessions()
  const queries = useQueryClient()
  const { ask, dialog } = useConfirm()
  const invite = useMutation({ mutationFn: ({ name, role }: NameAndRole) => makeLink({ account, name, role }) })
  const renew = () => void queries.invalidateQueries({ queryKey: ['sessions'] })
  const end = (session: Session) =>
    ask({
      title: `Sign out ${session.name}?`,
      words: 'That browser is refused from this moment on. A new link or a key lets it in again.',
      action: 'Sign it out',
      onYes: () =>
        void endSession(session.id).then(renew, (error: Error) => toast({ tone: 'bad', words: error.message })),
    })
  return (
    <Card className="form">
      <h2>Signed in here</h2>
      <p className="quiet-words">
        A link signs one browser in, once. Everybody is signed out after twelve hours, or eight without doing anything.
      </p>
      {sessions === undefined ? (
        error === null ? (
          <Skeleton height={60} />
        ) : (
          <ReasonBlock tone="bad" title="Who is signed in cannot be shown" detail={error.message} />
        )
      ) : sessions.length === 0 ? (
        <p>Nobody is signed in to this account alone.</p>
      ) : (
        <ul className="key-list">
          {sessions.map((session) => (
            <SignedIn key={session.id} session={session} onEnd={() => end(session)} />
          ))}
        </ul>
      )}
      {invite.data !== undefined && (
        <ShownOnce
          words="Copy the link now: it is not shown again. It opens the console once, within 15 minutes."
          value={invite.data.url}
          label="the link"
        />
      )}
      {invite.error !== null && <p className="field-problem">{invite.error.message}</p>}
      <NameAndRoleForm
        label="New link for"
        placeholder="Asha"
        whoMay="They may"
        action="Invite by a link"
        isBusy={invite.isPending}
        onMake={invite.mutateAsync}
      />
      {dialog}
    </Card>
  )
}

function SignedIn({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const format = useFormat()
  return (
    <li>
      <span>
        <strong>{session.name}</strong>
        <br />
        <span className="quiet-words">
          {mayOnly(session.role)}since {format.moment(session.createdAt)}, last seen {format.moment(session.lastSeenAt)}
        </span>
      </span>
      {session.isThis ? <Chip>this browser</Chip> : <LinkButton onClick={onEnd}>Sign out</LinkButton>}
    </li>
  )
}
