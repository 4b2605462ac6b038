/** Doing something to the server: one refusal shown in words, the pages it concerns asked again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";
import { App } from "antd";
import { useWords } from "../words";

interface Act<In, Out> {
  run: (input: In) => Promise<Out>;
  /** What is no longer true afterwards. */
  refresh?: QueryKey[];
  /** Words for when it is done. */
  done?: string;
  onDone?: (answer: Out, input: In) => void;
  /** Handle a refusal here and return true, or leave it to the toast. */
  onRefused?: (thrown: unknown) => boolean;
}

export function useAct<In = void, Out = unknown>({ run, refresh = [], done, onDone, onRefused }: Act<In, Out>) {
  const { message } = App.useApp();
  const { error } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer, input) => {
      if (done !== undefined) message.success(done);
      onDone?.(answer, input);
      await Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: (thrown) => {
      if (onRefused?.(thrown) !== true) message.error(error(thrown), 6);
    },
  });
}
