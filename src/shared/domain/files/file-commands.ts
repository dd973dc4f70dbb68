import { z } from 'zod';
import type { Command, CommandContext } from '../record/command';
import { defineCommand, required } from '../record/command';
import type { HeaderDocument } from '../record/documents';
import { typeOfId } from '../record/documents';
import type { WritePlan } from '../record/write';
import { changeHeader, newEvent } from '../record/write';
import type { FileFacts } from './file';
import { isFileId, isFileSize } from './file';

const fileId = z.string().refine(isFileId, 'not a file id');
/** What files can be attached to. */
const about = z
  .string()
  .max(200)
  .regex(/^(ticket|call|run):/);

/** Tells that a file was attached. Its bytes must be durable on this machine before. */
export const addFile = defineCommand({
  name: 'addFile',
  args: z.object({
    about,
    fileId,
    name: z.string().min(1).max(255),
    size: z.number().refine(isFileSize, 'too large'),
    mediaType: z.string().max(200).default(''),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    stepId: z.string().max(40).optional(),
  }),
  plan({ about: id, stepId, ...facts }, context) {
    const data: FileFacts = { ...facts, ...(stepId === undefined ? {} : { stepId }) };
    // The event's id is the file's, so that a second try after a crash tells nothing twice.
    return planFileEvent('fileAdded', id, { ...data }, { ...context, newId: () => facts.fileId });
  },
});

/** The name goes along for whoever reads the history. */
const markArgs = z.object({ about, fileId, name: z.string().max(255).default('') });

/** Marks a file as removed. Its content stays where it is, and `restoreFile` takes the mark away. */
export const removeFile = markCommand('removeFile', 'fileRemoved');
export const restoreFile = markCommand('restoreFile', 'fileRestored');

function markCommand(name: string, kind: 'fileRemoved' | 'fileRestored'): Command<typeof markArgs, null> {
  return defineCommand({
    name,
    args: markArgs,
    plan: ({ about: id, ...data }, context) => planFileEvent(kind, id, data, context),
  });
}

function planFileEvent(
  kind: 'fileAdded' | 'fileRemoved' | 'fileRestored',
  about: string,
  data: Record<string, unknown>,
  context: CommandContext,
): WritePlan & { result: null } {
  const header = required<HeaderDocument>(context, about);
  const stamp = context.stamp(header);
  const event = newEvent(kind, header, { data }, stamp, context);
  if (typeOfId(about) !== 'ticket') return { events: [event], headers: [], result: null };
  const touched = changeHeader(header, { lastActivityAt: context.now }, stamp).header;
  return { events: [event], headers: touched === header ? [] : [touched], result: null };
}
