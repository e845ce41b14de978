// The connection to the language server: at most one client at any time, whoever starts, stops and restarts it.
import { type Event, EventEmitter } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';

/** A client that was not started yet; `end` frees what the client leaves behind when it is disposed of. */
export type Server = { readonly client: BaseLanguageClient; end(): void };

/** How a host runs a language server. */
export type CreateClient = (options: LanguageClientOptions) => Server;

export type ConnectionState = 'stopped' | 'starting' | 'running' | 'failed';

/** Serialises starts and stops, so that a restart in the middle of a start leaves one server, not two or none. */
export class Connection {
  readonly #create: () => Server;
  readonly #changed = new EventEmitter<ConnectionState>();
  #server: Server | null = null;
  #state: ConnectionState = 'stopped';
  #last: Promise<void> = Promise.resolve();

  /** Fires with the new state, after it has become true. */
  readonly onDidChange: Event<ConnectionState> = this.#changed.event;

  constructor(create: () => Server) {
    this.#create = create;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The client whose server answers now, `null` while there is none. */
  get client(): BaseLanguageClient | null {
    return this.#state === 'running' ? (this.#server?.client ?? null) : null;
  }

  /** Settles when nothing is being started or stopped. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Starts the server unless it runs already. A failure is a state, never a rejection. */
  start(): Promise<void> {
    return this.#next(async () => {
      if (this.#server === null) await this.#open();
    });
  }

  stop(): Promise<void> {
    return this.#next(() => this.#close());
  }

  restart(): Promise<void> {
    return this.#next(async () => {
      await this.#close();
      await this.#open();
    });
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }

  async #open(): Promise<void> {
    const server = this.#create();
    this.#server = server;
    server.client.onDidChangeState(({ newState }) => {
      if (this.#server === server) this.#become(STATES[newState]);
    });
    this.#become('starting');
    try {
      await server.client.start();
    } catch (error) {
      server.client.error('The language server did not start', error, false);
      this.#become('failed');
    }
  }

  async #close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    try {
      await server.client.dispose();
    } catch {
      // A server that failed to start, or does not answer, cannot be asked to stop: end() takes what is left of it.
    }
    server.end();
    this.#become('stopped');
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed.fire(state);
  }
}

const STATES: Readonly<Record<State, ConnectionState>> = {
  [State.Stopped]: 'stopped',
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.StartFailed]: 'failed',
};
