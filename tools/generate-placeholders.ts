/** Writes the table of placeholders in docs/operating/templates.md from core/template-names.ts. With --check it fails when the table is stale. */
import { placeholders } from '../src/core/template-names.ts'
import { keepGeneratedPart } from './keep-generated.ts'
import { table } from './markdown-table.ts'

keepGeneratedPart('docs/operating/templates.md', 'placeholders', () =>
  table(
    ['Placeholder', 'What it says', 'Such as'],
    [
      ...Object.entries(placeholders).map(([name, { says, example }]) => [`\`{{${name}}}\``, says, `\`${example}\``]),
      [
        '`{{var.order_no}}`',
        'the variable `order_no` that the source told with the call; so for any of its `variables`',
        '`1042`',
      ],
    ],
  ),
)
