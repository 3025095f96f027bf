import { Select, Switch, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useMapped } from '../../api/registered.ts'
import type { Previewed } from '../../api/setup.ts'
import type { Preview, Registration } from '../../api/types.ts'
import { ShorterName } from '../../story/shorter-name.tsx'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { Code } from './code.tsx'
import { placeholders } from './placeholders.ts'
import type { Draft } from './use-review.ts'

type Tag = NonNullable<NonNullable<Registration['tags']>[number]>
const allTags = ['var', 'alphanumeric', 'numeric', 'cbn', 'url', 'urlott', 'email'] as const satisfies readonly Tag[]

type Props = {
  draft: Draft
  preview: Previewed | undefined
  onChange: (part: Partial<Draft>) => void
  error: string | undefined
}

/** The text as the operator’s register has it, laid beside the wording: what each variable will say. Where they differ stands below the wording. */
export function RegisteredCard({ draft, preview, onChange, error }: Props) {
  const { t } = useTranslation()
  const registered = draft.registered ?? { text: '', tooLong: 'cut' as const }
  const change = (part: Partial<Registration>) => onChange({ registered: { ...registered, ...part } })
  const problem = preview?.problems.find((one) => one.path.startsWith('registered'))
  return (
    <Card className="form">
      <Textarea
        label={t('templates.registered.text')}
        description={t('templates.registered.textAbout')}
        value={registered.text}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        onChange={(event) => {
          const text = event.currentTarget.value
          onChange({ registered: text === '' ? null : { ...registered, text } })
        }}
        error={error ?? problem?.message}
      />
      {registered.text === '' && preview !== undefined && (
        <FormToRegister form={preview.registered.form} onTake={(text) => change({ text })} />
      )}
      {registered.text !== '' && (
        <>
          <Variables draft={draft} preview={preview} onChange={onChange} />
          <Select
            label={t('templates.registered.tooLong')}
            data={[
              { value: 'cut', label: t('templates.registered.cut') },
              { value: 'skip', label: t('templates.registered.skip') },
            ]}
            value={registered.tooLong}
            allowDeselect={false}
            onChange={(tooLong) => change({ tooLong: tooLong === 'skip' ? 'skip' : 'cut' })}
          />
          <Switch
            label={t('templates.registered.plain')}
            description={t('templates.registered.plainAbout')}
            checked={registered.letters === 'plain'}
            onChange={(event) => {
              const { letters: _, ...asTheyAre } = registered
              onChange({ registered: event.currentTarget.checked ? { ...asTheyAre, letters: 'plain' } : asTheyAre })
            }}
          />
          <LongNames preview={preview} />
        </>
      )}
    </Card>
  )
}

/** Portals want the tags in the text, or beside it. */
function FormToRegister({ form, onTake }: { form: string; onTake: (text: string) => void }) {
  const { t } = useTranslation()
  const tags = [...form.matchAll(/\{#(\w+)#\}/g)].map((match) => match[1])
  return (
    <>
      <p className="quiet-words">
        <Trans i18nKey="templates.registered.notYet" components={{ form: <Code text={form} /> }} />{' '}
        <LinkButton onClick={() => onTake(form)}>{t('templates.registered.takeIt')}</LinkButton>
      </p>
      {tags.length > 0 && (
        <p className="quiet-words">
          <Trans
            i18nKey="templates.registered.tagsBeside"
            values={{ tags: tags.join(', ') }}
            components={{ form: <Code text={form.replaceAll(/\{#\w+#\}/g, '{#var#}')} /> }}
          />
        </p>
      )}
    </>
  )
}

/** Each variable: what stands for it, what it takes, and the very bytes that the sample call would send. */
function Variables({ draft, preview, onChange }: Omit<Props, 'error'>) {
  const { t } = useTranslation()
  const text = draft.registered?.text ?? ''
  const tags = [...text.matchAll(/\{#(\w+)#\}/g)].map((match) => match[1] ?? 'var')
  const [chosen, setChosen] = useState<Record<number, string>>({})
  const filled = preview?.registered.variables ?? []
  const [typed] = useDebouncedValue(text, 250)
  const { data: mapped } = useMapped({ text: typed })
  const isLaid = filled.length === tags.length && preview?.registered.mismatch === null
  if (tags.length === 0) return null
  const setTag = (index: number, tag: Tag) => {
    if (draft.registered === null) return
    const all = tags.map((_, place) => draft.registered?.tags?.[place] ?? null)
    onChange({ registered: { ...draft.registered, tags: all.with(index, tag) } })
  }
  const isAllChosen = tags.every((_, index) => chosen[index])
  const makeWording = () => {
    let count = 0
    onChange({ body: text.replaceAll(/\{#\w+#\}/g, () => `{{${chosen[count++]}}}`) })
  }
  return (
    <div className="registered-variables">
      <ol>
        {tags.map((tag, index) => {
          const one = isLaid ? filled[index] : undefined
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: variables are their place
            <li key={index}>
              {one === undefined ? (
                <Select
                  aria-label={t('templates.registered.variableStandsFor', { place: index + 1 })}
                  placeholder={t('templates.registered.standsFor')}
                  searchable
                  data={optionsOf(t, mapped?.variables[index]?.suggested)}
                  value={chosen[index] ?? null}
                  onChange={(name) => setChosen({ ...chosen, [index]: name ?? '' })}
                />
              ) : (
                <code>{`{{${one.placeholder}}}`}</code>
              )}
              <Select
                aria-label={t('templates.registered.variableTakes', { place: index + 1 })}
                data={allTags.map((value) => ({ value, label: t(`templates.registered.tag.${value}`) }))}
                value={draft.registered?.tags?.[index] ?? (tag === 'number' ? 'numeric' : tag)}
                disabled={tag !== 'var'}
                allowDeselect={false}
                onChange={(value) => setTag(index, (value ?? 'var') as Tag)}
              />
              {one !== undefined && <Sent is={one.is} sent={one.sent} raw={one.raw} />}
            </li>
          )
        })}
      </ol>
      {!isLaid && (
        <>
          {!isAllChosen && <p className="quiet-words">{t('templates.registered.chooseFirst')}</p>}
          <LinkButton onClick={makeWording} disabled={!isAllChosen}>
            {t('templates.registered.makeWording')}
          </LinkButton>
        </>
      )}
    </div>
  )
}

/** Every placeholder, those that the words before the variable speak of first. */
function optionsOf(t: TFunction, suggested: readonly string[] = []) {
  const rest = placeholders.filter((name) => !suggested.includes(name))
  return [
    ...(suggested.length > 0 ? [{ group: t('templates.registered.probably'), items: [...suggested] }] : []),
    { group: t('templates.registered.all'), items: rest },
  ]
}

function Sent({ is, sent, raw }: Pick<Preview['registered']['variables'][number], 'is' | 'sent' | 'raw'>) {
  const { t } = useTranslation()
  if (sent === null)
    return (
      <span className="quiet-words">
        {is === 'missing'
          ? t('templates.registered.noValue')
          : t(is === 'not_whitelisted' ? 'templates.registered.notListed' : 'templates.registered.notFitting', {
              value: raw ?? '',
            })}
      </span>
    )
  return (
    <span className="quiet-words">
      {raw !== null && raw !== sent ? (
        <Trans
          i18nKey="templates.registered.sendsFor"
          components={{ sent: <Code text={sent} />, raw: <Raw text={raw} /> }}
        />
      ) : (
        <Trans i18nKey="templates.registered.sends" components={{ sent: <Code text={sent} /> }} />
      )}
    </span>
  )
}

const Raw = ({ text }: { text: string }) => text

function LongNames({ preview }: { preview: Preview | undefined }) {
  const { t } = useTranslation()
  return (preview?.registered.longNames ?? []).slice(0, 5).map(({ placeholder, name, length, longest, sent }) => (
    <ReasonBlock
      key={`${placeholder} ${name}`}
      title={t('templates.registered.longName', {
        name,
        length,
        placeholder: `{{${placeholder}}}`,
        longest,
      })}
      detail={sent === null ? t('templates.registered.longSkipped') : t('templates.registered.longCut', { sent })}
      action={<ShorterName placeholder={placeholder} name={name} />}
    />
  ))
}
