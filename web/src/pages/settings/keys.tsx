import { Skeleton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { makeKey, revokeKey, useKeys } from '../../api/me.ts'
import type { ApiKey } from '../../api/types.ts'
import { attempt } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { type NameAndRole, NameAndRoleForm, withRole } from './name-and-role.tsx'
import { ShownOnce } from './shown-once.tsx'

/** The keys by which programs speak for the account. */
export function Keys() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: keys, error } = useKeys()
  const queries = useQueryClient()
  const { ask, dialog } = useConfirm()
  const renew = () => void queries.invalidateQueries({ queryKey: ['keys'] })
  const make = useMutation({ mutationFn: ({ name, role }: NameAndRole) => makeKey(name, role), onSuccess: renew })
  const revoke = (key: ApiKey) =>
    ask({
      title: t('settings.revokeAsk', { name: key.name }),
      words: t('settings.revokeWords'),
      action: t('settings.revokeIt'),
      onYes: () => void attempt(() => revokeKey(key.id).then(renew)),
    })
  return (
    <Card className="form">
      <h2>{t('settings.keys')}</h2>
      {keys === undefined ? (
        error === null ? (
          <Skeleton height={60} />
        ) : (
          <ReasonBlock tone="bad" title={t('settings.keysNotShown')} detail={error.message} />
        )
      ) : (
        <ul className="key-list">
          {keys.map((key) => (
            <li key={key.id}>
              <span>
                <strong lang={languageOf(key.name)}>{key.name}</strong>
                <br />
                <span className="quiet-words">
                  {withRole(
                    key.role,
                    key.lastUsedAt === null
                      ? t('settings.neverUsed', { made: format.moment(key.createdAt) })
                      : t('settings.lastUsed', {
                          made: format.moment(key.createdAt),
                          used: format.moment(key.lastUsedAt),
                        }),
                    t,
                  )}
                </span>
              </span>
              <LinkButton onClick={() => revoke(key)}>{t('settings.revoke')}</LinkButton>
            </li>
          ))}
        </ul>
      )}
      {make.data !== undefined && (
        <ShownOnce words={t('settings.keyOnce')} value={make.data.key} label={t('settings.theKey')} />
      )}
      {make.error !== null && (
        <p className="field-problem" lang={languageOf(make.error.message)}>
          {make.error.message}
        </p>
      )}
      <NameAndRoleForm
        label={t('settings.newKeyFor')}
        placeholder={t('settings.newKeyExample')}
        whoMay={t('settings.itMay')}
        action={t('settings.makeKey')}
        isBusy={make.isPending}
        onMake={make.mutateAsync}
      />
      {dialog}
    </Card>
  )
}
