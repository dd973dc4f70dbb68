import { writeFileSync } from 'node:fs';

/**
 * A reporter for vitest that writes down what failed, to `--outputFile.failed`: tests, groups and files whose hooks or
 * imports failed, and errors that nobody caught. Vitest's own json reporter leaves the last two out.
 *
 * @typedef {{ path: string[], error: string }} Failed path: the file, then the group or test; empty for no file
 */
// oxlint-disable-next-line import/no-default-export -- vitest takes a reporter from there
export default class FailedReporter {
  outputFile = '';

  /** @param {import('vitest/node').Vitest} vitest */
  onInit({ config }) {
    const { outputFile } = /** @type {{ outputFile?: Record<string, string> }} */ (config);
    this.outputFile = outputFile?.failed ?? '';
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message?: string }[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {Failed[]} */
    const failed = [];
    /** @param {string[]} path @param {readonly { message?: string }[]} errors */
    const add = (path, [error]) => failed.push({ path, error: error?.message ?? '' });
    for (const module of modules) {
      const { moduleId, children } = module;
      if (module.errors().length > 0) add([moduleId], module.errors());
      for (const suite of children.allSuites())
        if (suite.errors().length > 0) add([moduleId, suite.fullName], suite.errors());
      for (const test of children.allTests('failed'))
        add([moduleId, test.fullName], test.result().errors ?? []);
    }
    for (const error of unhandled) add([], [error]);
    writeFileSync(this.outputFile, JSON.stringify(failed));
  }
}
