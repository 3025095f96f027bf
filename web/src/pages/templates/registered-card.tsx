import { Select, Switch, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useMapped } from '../../api/registered.ts'
import type { Previewed } from '../../api/setup.ts'
import type { Preview, Registration } from '../../api/types.ts'
import { ShorterName } from '../../story/shorter-name.tsx'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { placeholders } from './placeholders.ts'
import type { Draft } from './use-review.ts'

type Tag = NonNullable<NonNullable<Registration['tags']>[number]>
const tagWords: Record<Tag, string> = {
  var: 'anything (30 characters)',
  alphanumeric: 'letters and digits (40)',
  numeric: 'digits',
  cbn: 'call-back number',
  url: 'link',
  urlott: 'app or OTT link',
  email: 'e-mail address',
}
const tagOptions = Object.entries(tagWords).map(([value, label]) => ({ value, label }))

type Props = {
  draft: Draft
  preview: Previewed | undefined
  onChange: (part: Partial<Draft>) => void
  error: string | undefined
}

/** The text as the operator’s register has it, laid beside the wording: what each variable will say. Where they differ stands below the wording. */
export function RegisteredCard({ draft, preview, onChange, error }: Props) {
  const registered = draft.registered ?? { text: '', tooLong: 'cut' as const }
  const change = (part: Partial<Registration>) => onChange({ registered: { ...registered, ...part } })
  const problem = preview?.problems.find((one) => one.path.startsWith('registered'))
  return (
    <Card className="form">
      <Textarea
        label="Registered text"
        description="Paste it from the operator’s portal, with {#var#} or typed tags. Each text is compared with it before it is sent."
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
            label="A value longer than its variable"
            data={[
              { value: 'cut', label: 'is cut at a word' },
              { value: 'skip', label: 'lets the text be skipped (variable_too_long)' },
            ]}
            value={registered.tooLong}
            allowDeselect={false}
            onChange={(tooLong) => change({ tooLong: tooLong === 'skip' ? 'skip' : 'cut' })}
          />
          <Switch
            label="Values in plain letters"
            description="An emoji, accent or curly quote in a name is written plainly, so that it does not double the parts."
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
  const tags = [...form.matchAll(/\{#(\w+)#\}/g)].map((match) => match[1])
  return (
    <>
      <p className="quiet-words">
        Not registered yet? The form to register is <code>{form}</code>{' '}
        <LinkButton onClick={() => onTake(form)}>Take it</LinkButton>
      </p>
      {tags.length > 0 && (
        <p className="quiet-words">
          Where the portal keeps the tags beside the text: <code>{form.replaceAll(/\{#\w+#\}/g, '{#var#}')}</code>, with{' '}
          {tags.join(', ')}.
        </p>
      )}
    </>
  )
}

/** Each variable: what stands for it, what it takes, and the very bytes that the sample call would send. */
function Variables({ draft, preview, onChange }: Omit<Props, 'error'>) {
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
                  aria-label={`Variable ${index + 1} stands for`}
                  placeholder="stands for"
                  searchable
                  data={optionsOf(mapped?.variables[index]?.suggested)}
                  value={chosen[index] ?? null}
                  onChange={(name) => setChosen({ ...chosen, [index]: name ?? '' })}
                />
              ) : (
                <code>{`{{${one.placeholder}}}`}</code>
              )}
              <Select
                aria-label={`Variable ${index + 1} takes`}
                data={tagOptions}
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
          {!isAllChosen && <p className="quiet-words">Choose first what each variable stands for.</p>}
          <LinkButton onClick={makeWording} disabled={!isAllChosen}>
            Make the wording from the registered text
          </LinkButton>
        </>
      )}
    </div>
  )
}

/** Every placeholder, those that the words before the variable speak of first. */
function optionsOf(suggested: readonly string[] = []) {
  const rest = placeholders.map(({ name }) => name).filter((name) => !suggested.includes(name))
  return [
    ...(suggested.length > 0 ? [{ group: 'Probably', items: [...suggested] }] : []),
    { group: 'All', items: rest },
  ]
}

function Sent({ is, sent, raw }: Pick<Preview['registered']['variables'][number], 'is' | 'sent' | 'raw'>) {
  if (sent === null)
    return (
      <span className="quiet-words">
        {is === 'missing'
          ? 'no value: such a text is skipped'
          : is === 'not_whitelisted'
            ? `“${raw}” leads to what is not on your whitelist: such a text is skipped`
            : `“${raw}” does not fit: such a text is skipped`}
      </span>
    )
  return (
    <span className="quiet-words">
      sends <code>{sent}</code>
      {raw !== null && raw !== sent && ` for “${raw}”`}
    </span>
  )
}

function LongNames({ preview }: { preview: Preview | undefined }) {
  return (preview?.registered.longNames ?? [])
    .slice(0, 5)
    .map(({ placeholder, name, length, longest, sent }) => (
      <ReasonBlock
        key={`${placeholder} ${name}`}
        title={`“${name}” has ${length} characters; {{${placeholder}}} takes ${longest}`}
        detail={sent === null ? 'Such texts are skipped as variable_too_long.' : `It is cut to “${sent}”.`}
        action={<ShorterName placeholder={placeholder} name={name} />}
      />
    ))
}
