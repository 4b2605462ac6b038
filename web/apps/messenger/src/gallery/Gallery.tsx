/** Every component with its states on one page, while developing: /ui */
import { Avatar, Badge, Bubble, Button, Chip, EmptyState, Field, IconButton, ListRow, Logo, Menu, Sheet, SkeletonRows, Switch, Toast } from "@hutong/ui";
import * as icons from "@hutong/ui/icons";
import { useState, type ReactNode } from "react";
import { preferences, type Theme } from "../app/preferences";
import { ArticleList, LinkCard } from "../chat/bodies/Cards";
import { PlaceCard } from "../chat/bodies/PlaceCard";
import { Voice } from "../chat/voice/Voice";
import "../chat/thread.css";
import "../people/pages.css";
import "./gallery.css";

const NAMES = ["李", "A name of sixty characters that goes on and on, and on, end.", "👩🏽‍🚀 Mei", "שלום עולם", "\u200b\u200bZero\u200dwidth"];
const COLOURS = ["water", "moss", "plum", "kiln", "haw", "slate"];
const ROLES = ["ground", "surface", "sunk", "raised", "line", "edge", "ink", "brick", "mute", "door", "danger", "door-wash", "jade", "jade-wash", "pers", "pers-ink", "lamp"];

export default function Gallery() {
  const [isOn, setOn] = useState(true);
  const [isSheet, setSheet] = useState(false);
  const [isToast, setToast] = useState(false);
  return (
    <article className="page gallery">
      <h1>Components</h1>
      <div className="gallery-row">
        {(["light", "dark"] satisfies Theme[]).map((theme) => (
          <Button key={theme} size="small" onClick={() => preferences.setTheme(theme)}>
            {theme}
          </Button>
        ))}
        <Button size="small" onClick={() => preferences.setCare(!preferences.care())}>
          care
        </Button>
      </div>
      <Part title="Colour">
        {ROLES.map((role) => (
          <span key={role} className="gallery-swatch">
            <i style={{ background: `var(--${role})` }} />
            {role}
          </span>
        ))}
      </Part>
      <Part title="Buttons">
        <Button look="door">Follow</Button>
        <Button>Line</Button>
        <Button look="soft">Soft</Button>
        <Button look="plain">Plain</Button>
        <Button look="danger">Danger</Button>
        <Button look="door" busy>
          Busy
        </Button>
        <Button disabled>Disabled</Button>
        <Button size="small" icon={icons.CopyIcon}>
          Small
        </Button>
        <IconButton label="More" icon={icons.MoreIcon} />
      </Part>
      <Part title="People and places">
        <Logo size={48} />
        {NAMES.map((name) => (
          <Avatar key={name} shape="person" name={name} />
        ))}
        {COLOURS.map((colour) => (
          <Avatar key={colour} shape="place" name={colour} colour={colour} />
        ))}
        <Avatar shape="person" name="Broken" picture="/no-such-picture.png" />
      </Part>
      <Part title="Rows" isList>
        {NAMES.map((name, index) => (
          <div key={name} className="row">
            <ListRow strong={index % 2 === 0} lead={<Avatar shape="person" name={name} />} title={<span dir="auto">{name}</span>} aside="9:41" note="What was said last" mark={<Badge count={index * 40} quiet={index === 3} label="unread" />} />
          </div>
        ))}
        <SkeletonRows rows={2} label="Loading" />
      </Part>
      <Part title="Chips, fields, switch">
        <Chip>plain</Chip>
        <Chip tone="ok" icon={icons.CheckIcon}>
          works
        </Chip>
        <Chip tone="warn" icon={icons.LabIcon}>
          lab
        </Chip>
        <Chip tone="bad" icon={icons.WarningIcon}>
          failed
        </Chip>
        <Field label="Label" help="What helps" defaultValue="Value" />
        <Field label="Label" error="What is wrong" defaultValue="Value" />
        <Switch label="Muted" help="Counts quietly" icon={icons.MutedIcon} on={isOn} onChange={setOn} />
      </Part>
      <Part title="Bubbles and cards" isThread>
        <Bubble mine={false} meta="9:30">
          Line one{"\n"}line two
        </Bubble>
        <Bubble mine meta="9:36">
          Mine
        </Bubble>
        <Bubble mine={false} shape="card">
          <Voice voice="gallery" url="/no-such-sound.mp3" seconds={55} isNew meta={<span className="bubble-meta">9:36</span>} />
        </Bubble>
        <Bubble mine shape="card">
          <PlaceCard body={{ kind: "location", latitude: 39.94, longitude: 116.39, scale: 15, label: "9 Mao'er Lane" }} />
        </Bubble>
        <Bubble mine={false} shape="card">
          <LinkCard body={{ kind: "link", title: "A link", description: "Where it leads", url: "https://example.com", picture_url: "/broken.png" }} />
        </Bubble>
        <ArticleList source="chat" items={["Save your pipes before the frost", "Second", "Third"].map((title) => ({ title, description: "Wrap the meter", url: "https://example.com", picture_url: "/broken.png" }))} />
      </Part>
      <Part title="Over the page">
        <Button onClick={() => setSheet(true)}>Sheet</Button>
        <Button onClick={() => setToast(true)}>Toast</Button>
        <Menu align="start" items={[{ label: "One", icon: icons.PinIcon, run: () => undefined }, { label: "Two", danger: true, run: () => undefined }]}>
          {({ open, toggle }) => (
            <Button aria-expanded={open} onClick={toggle}>
              Menu
            </Button>
          )}
        </Menu>
        {isToast && (
          <Toast action={{ label: "Undo", run: () => undefined }} onDone={() => setToast(false)}>
            Unfollowed Lane Gazette
          </Toast>
        )}
        {isSheet && (
          <Sheet title="Sheet" closeLabel="Close" onClose={() => setSheet(false)}>
            <p>What it is about.</p>
          </Sheet>
        )}
      </Part>
      <Part title="Empty">
        <EmptyState title="A quiet lane" actions={<Button look="door">Find accounts</Button>}>
          One sentence that says what will be here.
        </EmptyState>
      </Part>
      <Part title="Icons">
        {Object.entries(icons).map(([name, Glyph]) => (
          <span key={name} className="gallery-icon">
            <Glyph size={24} />
            {name.replace("Icon", "")}
          </span>
        ))}
      </Part>
    </article>
  );
}

function Part({ title, isList, isThread, children }: { title: string; isList?: boolean; isThread?: boolean; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className={isList || isThread ? "gallery-column" : "gallery-row"}>{children}</div>
    </section>
  );
}
