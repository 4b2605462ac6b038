/** Second: the phone opens the lane, as one of its people. */
import { Button, QRCode, Select } from "antd";
import { useState } from "react";
import { CopyButton } from "../../shared/Copy";
import { Field } from "../../shared/Field";
import { Answer } from "../../shared/State";
import { useAct } from "../../shared/useAct";
import { useSettled } from "../../shared/useSettled";
import { Box } from "../../shell/Page";
import { useWords } from "../../words";
import { addPeople, peopleKey, signInLink, useLabPeople } from "../queries";
import type { LabPerson } from "../types";
import { Code } from "./Code";
import { forPhone } from "./links";
import type { Drawn } from "./queries";

export function OpenStep({ door }: { door: Drawn | null }) {
  const { t } = useWords();
  const people = useLabPeople("");
  return (
    <Box title={t("phone.open")}>
      <Answer asked={people}>
        {({ pages }) => (
          // Codes lead to one address: with another, they are drawn anew.
          <AsPerson key={door?.url} door={door} first={pages[0]?.items[0] ?? null} />
        )}
      </Answer>
    </Box>
  );
}

function AsPerson({ door, first }: { door: Drawn | null; first: LabPerson | null }) {
  const { t } = useWords();
  const [chosen, choose] = useState<LabPerson | null>(null);
  const person = chosen ?? first;
  const [search, setSearch] = useState("");
  const found = useLabPeople(useSettled(search.trim()));
  const people = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const [link, setLink] = useState<string | null>(null);
  const draw = useAct({
    run: async (door: string) => {
      const one = person ?? (await addPeople({})).items[0];
      if (one === undefined) throw new Error("nobody was made");
      choose(one);
      return forPhone((await signInLink(one.id)).url, door);
    },
    refresh: [peopleKey],
    onDone: setLink,
  });
  return (
    <div className="phone-step">
      {link === null ? (
        <Code svg={null} name="">
          {door === null ? t("phone.noCode") : t("phone.notDrawn")}
        </Code>
      ) : (
        <div className="phone-code">
          <QRCode
            type="svg"
            aria-label={t("phone.codeFor", { name: person?.name ?? "" })}
            value={link}
            size={136}
            bordered={false}
            color="#000"
            bgColor="#fff"
            errorLevel="M"
          />
        </div>
      )}
      <div className="phone-step__text">
        <p>{t("phone.openText")}</p>
        {first !== null && (
          <Field label={t("phone.who")}>
            <Select
              showSearch={{ filterOption: false, onSearch: setSearch }}
              // The name is shown whether or not the search finds it.
              labelInValue
              value={person === null ? undefined : { value: person.id, label: person.name }}
              disabled={door === null}
              loading={found.isPending}
              options={people.map((one) => ({ value: one.id, label: one.name }))}
              notFoundContent={t("phone.nobody")}
              onChange={({ value }) => {
                choose(people.find((one) => one.id === value) ?? null);
                setLink(null);
              }}
            />
          </Field>
        )}
        <div>
          <Button
            type="primary"
            disabled={door === null}
            loading={draw.isPending}
            onClick={() => door !== null && draw.mutate(door.url)}
          >
            {link === null ? t("phone.draw") : t("phone.drawAgain")}
          </Button>
        </div>
        {link !== null && <p className="note">{t("phone.once")}</p>}
        {door !== null && (
          <span className="inline">
            <code className="phone-url">{door.url}</code>
            <CopyButton text={door.url} what={t("phone.openLink")} />
          </span>
        )}
      </div>
    </div>
  );
}
