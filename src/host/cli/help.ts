import { AppError, errorMessage } from '../../core/errors.ts'
import { COMMANDS, NOT_BUILT } from './commands.ts'

/**
 * The whole help when `topic` is empty, else that of one command, or of the commands that begin so (`survey`).
 * Throws AppError `cli-unknown-command`, `cli-not-built`.
 */
export async function helpText(topic: string): Promise<string> {
  const names = Object.keys(COMMANDS).filter((name) => topic === '' || name === topic || name.startsWith(`${topic} `))
  if (names.length === 0) {
    const isPlanned = NOT_BUILT.some((name) => name === topic)
    throw new AppError(isPlanned ? 'cli-not-built' : 'cli-unknown-command', { command: topic })
  }
  const texts = await Promise.all(names.map(oneHelp))
  if (topic !== '') return texts.join('\n\n')
  const firstLines = texts.map((text) => text.split('\n').slice(0, 2).join('\n'))
  return [errorMessage('help-intro', {}, 'vi'), ...firstLines, errorMessage('help-common', {}, 'vi')].join('\n\n')
}

async function oneHelp(name: string): Promise<string> {
  const command = await COMMANDS[name]?.()
  return command === undefined ? '' : errorMessage(command.help, {}, 'vi')
}
