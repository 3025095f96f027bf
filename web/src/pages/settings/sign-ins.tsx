import { Skeleton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endSession, makeLink, useSessions } from '../../api/me.ts'
import type { Session } from '../../api/types.ts'
import { attempt } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { Card, Chip, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { type NameAndRole, NameAndRoleForm, withRole } from './name-and-role.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Who is signed in to the account, and a link that lets a colleague in. */
export function SignIns({ account }: { account: string }) {
  const { t } = useTranslation()
  const { data: sessions, error } = useSessions()
  const queries = useQueryClient()
  const { ask, dialog } = useConfirm()
  const invite = useMutation({ mutationFn: ({ name, role }: NameAndRole) => makeLink({ account, name, role }) })
  const renew = () => void queries.invalidateQueries({ queryKey: ['sessions'] })
  const end = (session: Session) =>
    ask({
      title: t('settings.signOutAsk', { name: session.name }),
      words: t('settings.signOutWords'),
      action: t('settings.signItOut'),
      onYes: () => void attempt(() => endSession(session.id).then(renew)),
    })
  return (
    <Card className="form">
      <h2>{t('settings.signedIn')}</h2>
      <p className="quiet-words">{t('settings.signedInAbout')}</p>
      {sessions === undefined ? (
        error === null ? (
          <Skeleton height={60} />
        ) : (
          <ReasonBlock tone="bad" title={t('settings.signedInNotShown')} detail={error.message} />
        )
      ) : sessions.length === 0 ? (
        <p>{t('settings.nobodySignedIn')}</p>
      ) : (
        <ul className="key-list">
          {sessions.map((session) => (
            <SignedIn key={session.id} session={session} onEnd={() => end(session)} />
          ))}
        </ul>
      )}
      {invite.data !== undefined && (
        <ShownOnce words={t('settings.linkOnce')} value={invite.data.url} label={t('settings.theLink')} />
      )}
      {invite.error !== null && (
        <p className="field-problem" lang={languageOf(invite.error.message)}>
          {invite.error.message}
        </p>
      )}
      <NameAndRoleForm
        label={t('settings.newLinkFor')}
        placeholder={t('settings.newLinkExample')}
        whoMay={t('settings.theyMay')}
        action={t('settings.invite')}
        isBusy={invite.isPending}
        onMake={invite.mutateAsync}
      />
      {dialog}
    </Card>
  )
}

function SignedIn({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <span>
        <strong lang={languageOf(session.name)}>{session.name}</strong>
        <br />
        <span className="quiet-words">
          {withRole(
            session.role,
            t('settings.sinceAndSeen', {
              since: format.moment(session.createdAt),
              seen: format.moment(session.lastSeenAt),
            }),
            t,
          )}
        </span>
      </span>
      {session.isThis ? (
        <Chip>{t('settings.thisBrowser')}</Chip>
      ) : (
        <LinkButton onClick={onEnd}>{t('settings.signOut')}</LinkButton>
      )}
    </li>
  )
}
