import type { ASTNode } from '@marcbachmann/cel-js'
import { type Language, wordsFor } from '../words.ts'
import { collectedInWords, collectedRangeInWords } from './collected-in-words.ts'
import { comparisonInWords, rangeInWords } from './comparison-in-words.ts'
import { parseCondition } from './condition-syntax.ts'
import { type Dictionary, layOut } from './dictionary.ts'
import type { Questionnaire } from './questionnaire.ts'

/**
 * `u_result == 3` → `câu 3 là “Trễ hẹn”`: comparisons of a variable with answers, numbers, days or another variable,
 * joined by `&&`, `||`, `!` in any depth. What can't be said, such as `a + b > 3`, and what names something a
 * half-written draft doesn't have, stays as it is written, the whole of it. `keyWords` says what else a filter may name:
 * `agency == "SO-YT"` → `Sở Y tế`; undefined where it has no words for that.
 */
export function conditionInWords(
  source: string,
  questionnaire: Questionnaire,
  language: Language,
  keyWords: KeyWords = () => undefined,
): string {
  try {
    return inWords(parseCondition(source), { dictionary: layOut(questionnaire), language, keyWords }) ?? source
  } catch {
    return source // a draft's condition may not be one yet
  }
}

type KeyWords = (key: string, code: string) => string | undefined

interface Context {
  readonly dictionary: Dictionary
  readonly language: Language
  readonly keyWords: KeyWords
}

function inWords(node: ASTNode, context: Context): string | null {
  if (node.op === '!_') {
    const condition = inWords(node.args, context)
    return condition === null ? null : wordsFor('condition.not', context.language, { condition })
  }
  if (node.op !== '&&' && node.op !== '||') {
    return (
      keyInWords(node, context) ??
      collectedInWords(node, context.language) ??
      comparisonInWords(node, context.dictionary, context.language)
    )
  }
  const parts = partsOf(node, node.op)
  const range =
    node.op === '&&' && parts.length === 2
      ? (rangeInWords(parts, context.dictionary, context.language) ?? collectedRangeInWords(parts, context.language))
      : null
  if (range !== null) return range
  const words = parts.map((part) => {
    const said = inWords(part, context)
    return said !== null && (part.op === '&&' || part.op === '||') ? `(${said})` : said
  })
  if (words.includes(null)) return null
  return words.join(wordsFor(node.op === '&&' ? 'condition.and' : 'condition.or', context.language))
}

function keyInWords(node: ASTNode, { keyWords }: Context): string | null {
  if (node.op !== '==') return null
  const [key, code] = node.args
  if (key.op !== 'id' || code.op !== 'value' || typeof code.args !== 'string') return null
  return keyWords(key.args, code.args) ?? null
}

/** `a && b && c` is read as `(a && b) && c`: its three parts, whatever connective stands inside them. */
function partsOf(node: ASTNode, op: '&&' | '||'): ASTNode[] {
  return node.op === op ? node.args.flatMap((part) => partsOf(part, op)) : [node]
}
