/** What a machine is able to do at all, whatever anybody allows. */
import { isControl, surfaceOf, type Capability, type Machine } from '@alongside/protocol';

/** Whether this machine could do it if the customer said yes. */
export function isPossible(machine: Machine, capability: Capability): boolean {
  const surface = surfaceOf(capability);
  if (capability === 'system-info') return machine.systemInfoProblem === null;
  if (capability === 'browse-files' || capability === 'use-files') return machine.filesProblem === null;
  if (capability === 'recording') return true;
  if (capability === 'reboot') return machine.rebootProblem === null;
  if (surface === null) return machine.clipboardProblem === null;
  if (machine.captureProblem !== null) return false;
  if (surface === 'application' && machine.applicationProblem !== null) return false;
  return !isControl(capability) || machine.inputProblem === null;
}
