/**
 * A small internet of network namespaces: a server's place, and machines at sites with a NAT and a firewall of their
 * own. Needs Linux, root and nftables; everything is inside the namespaces and gone with them.
 */
import { execFileSync } from 'node:child_process';

/** Of the server, which all sites reach. */
export const SERVER = '198.51.100.1';
/** What begins so is an address of a machine or of its site, and not the server's. */
export const SITE_ADDRESSES = ['10.0.', '203.0.113.'];

/**
 * `symmetric`: a new random port for every destination. `preserving`: the machine's own port for all of them, so that
 * two of these can meet directly.
 */
export type Nat = 'symmetric' | 'preserving';
/** `web`: nothing but TCP to 80 and 443. */
export type Firewall = 'open' | 'web';

export type Machine = {
  /** What a command line in there begins with. */
  readonly within: readonly string[];
  /** Leaves the site where it is and turns up at its other one, with other addresses. */
  move(): void;
  /** For every site of this machine, from the next packet on. */
  behind(nat: Nat, firewall: Firewall): void;
};

export type Internet = Disposable & { readonly server: readonly string[]; machine(name: string): Machine };

export function openInternet(): Internet {
  const prefix = `alongside-${process.pid}-`;
  const made: string[] = [];
  const add = (name: string): Namespace => {
    const space = new Namespace(`${prefix}${name}`);
    made.push(space.name);
    return space;
  };
  const server = add('server');
  server.ip(`address add ${SERVER}/32 dev lo`);
  let sites = 0;
  return {
    server: server.within,
    machine: (name) => {
      const machine = add(name);
      const places = ['a', 'b'].map((letter) => {
        sites += 1;
        return makeSite({ server, machine, gate: add(`${name}-${letter}`), number: sites });
      });
      return machineAt(machine, places);
    },
    [Symbol.dispose]: () => {
      for (const name of made) execFileSync('ip', ['netns', 'delete', name]);
    },
  };
}

class Namespace {
  readonly name: string;
  readonly within: readonly string[];

  constructor(name: string) {
    this.name = name;
    this.within = ['ip', 'netns', 'exec', name];
    execFileSync('ip', ['netns', 'add', name]);
    this.ip('link set lo up');
    this.run(['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
  }

  ip(words: string): void {
    execFileSync('ip', ['-n', this.name, ...words.split(' ')]);
  }

  run(command: readonly string[], input = ''): void {
    const [program = '', ...args] = [...this.within, ...command];
    execFileSync(program, args, { input });
  }
}

type Site = { readonly gate: Namespace; readonly device: string; readonly gateway: string };
type SitePlan = {
  readonly server: Namespace;
  readonly machine: Namespace;
  readonly gate: Namespace;
  readonly number: number;
};

/** The machine's cable into it is not plugged in yet. */
function makeSite({ server, machine, gate, number }: SitePlan): Site {
  const device = `site${number}`;
  const outside = (host: number) => `203.0.113.${number * 8 + host}`;
  server.ip(`link add ${device} type veth peer name wan netns ${gate.name}`);
  server.ip(`address add ${outside(1)}/29 dev ${device}`);
  server.ip(`link set ${device} up`);
  gate.ip(`address add ${outside(2)}/29 dev wan`);
  gate.ip('link set wan up');
  gate.ip(`route add default via ${outside(1)}`);
  machine.ip(`link add ${device} type veth peer name lan netns ${gate.name}`);
  machine.ip(`address add 10.0.${number}.2/24 dev ${device}`);
  gate.ip(`address add 10.0.${number}.1/24 dev lan`);
  gate.ip('link set lan up');
  return { gate, device, gateway: `10.0.${number}.1` };
}

function machineAt(machine: Namespace, sites: readonly Site[]): Machine {
  let at = 0;
  const plugIn = (): void => {
    const site = sites[at % sites.length];
    if (site === undefined) throw new Error('a machine without a site');
    machine.ip(`link set ${site.device} up`);
    machine.ip(`route replace default via ${site.gateway}`);
  };
  const behind = (nat: Nat, firewall: Firewall): void => {
    for (const { gate } of sites) gate.run(['nft', '-f', '-'], rulesOf(nat, firewall));
  };
  behind('preserving', 'open');
  plugIn();
  return {
    within: machine.within,
    behind,
    move: () => {
      machine.ip(`link set ${sites[at % sites.length]?.device ?? ''} down`);
      at += 1;
      plugIn();
    },
  };
}

function rulesOf(nat: Nat, firewall: Firewall): string {
  return `
    table ip site {}
    flush table ip site
    table ip site {
      chain out {
        type nat hook postrouting priority srcnat;
        oifname "wan" masquerade ${nat === 'symmetric' ? 'fully-random' : ''}
      }
      chain through {
        type filter hook forward priority filter;
        ${firewall === 'web' ? 'oifname "wan" tcp dport { 80, 443 } accept; oifname "wan" drop' : ''}
      }
      chain in {
        type filter hook input priority filter;
        iifname "wan" ct state new drop
      }
    }
  `;
}
