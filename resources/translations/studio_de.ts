<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ActPart</name>
    <message>
        <source>Choose a table…</source>
        <translation>Tabelle wählen …</translation>
    </message>
    <message>
        <source>Find the row where</source>
        <translation>Finde die Zeile, in der</translation>
    </message>
    <message>
        <source>Keep from that row</source>
        <translation>Aus dieser Zeile behalten</translation>
    </message>
    <message>
        <source>Look up elsewhere</source>
        <translation>Anderswo nachschlagen</translation>
    </message>
    <message>
        <source>Look up in</source>
        <translation>Nachschlagen in</translation>
    </message>
    <message>
        <source>One of the procedure's tables</source>
        <translation>Eine der Tabellen des Ablaufs</translation>
    </message>
    <message>
        <source>The column, and the field it fills</source>
        <translation>Die Spalte und das Feld, das sie füllt</translation>
    </message>
    <message>
        <source>The column, and the field it must equal</source>
        <translation>Die Spalte und das Feld, dem sie gleichen muss</translation>
    </message>
    <message>
        <source>The procedure has no tables yet. Click beside the chart, open Tables, and paste one from a spreadsheet.</source>
        <translation>Der Ablauf hat noch keine Tabellen. Klicken Sie neben das Diagramm, öffnen Sie „Tabellen“ und fügen Sie eine aus einer Tabellenkalkulation ein.</translation>
    </message>
    <message>
        <source>What comes then</source>
        <translation>Wie es weitergeht</translation>
    </message>
</context>
<context>
    <name>ArgumentRow</name>
    <message>
        <source>A row answers if this column equals what is known</source>
        <translation>Eine Zeile passt, wenn diese Spalte dem Bekannten gleicht</translation>
    </message>
    <message>
        <source>Change what a table is looked up by</source>
        <translation>Suchfeld einer Tabelle ändern</translation>
    </message>
</context>
<context>
    <name>AskedFields</name>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Add a field: pick or type a new one</source>
        <translation>Feld hinzufügen: auswählen oder neu eintippen</translation>
    </message>
    <message>
        <source>Ask for a field</source>
        <translation>Nach einem Feld fragen</translation>
    </message>
    <message>
        <source>Ask for a new field</source>
        <translation>Nach einem neuen Feld fragen</translation>
    </message>
    <message>
        <source>No field yet: the answer is only listened to by the decision that follows.</source>
        <translation>Noch kein Feld: Auf die Antwort hört nur die folgende Entscheidung.</translation>
    </message>
    <message>
        <source>No other fields yet: type the title of a new one</source>
        <translation>Noch keine anderen Felder: Titel eines neuen eintippen</translation>
    </message>
    <message>
        <source>Pick one of the procedure's fields</source>
        <translation>Eines der Felder des Ablaufs wählen</translation>
    </message>
</context>
<context>
    <name>AskedRow</name>
    <message>
        <source>Do not ask for a field</source>
        <translation>Nicht nach einem Feld fragen</translation>
    </message>
    <message>
        <source>Do not ask for this field here</source>
        <translation>Hier nicht nach diesem Feld fragen</translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys, to change the order</source>
        <translation>Ziehen oder Pfeiltasten benutzen, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>Order the fields</source>
        <translation>Felder ordnen</translation>
    </message>
</context>
<context>
    <name>BranchBody</name>
    <message>
        <source>Change example phrases</source>
        <translation>Beispielsätze ändern</translation>
    </message>
    <message>
        <source>Change what a branch means</source>
        <translation>Bedeutung eines Zweigs ändern</translation>
    </message>
    <message>
        <source>Example phrases, one a line. Paste as many as you have, as different as people say them.</source>
        <translation>Beispielsätze, einer pro Zeile. Fügen Sie so viele ein, wie Sie haben, so verschieden, wie die Leute sprechen.</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No example phrases yet: paste a few things people really say</source>
        <translation>Noch keine Beispielsätze: Fügen Sie ein paar ein, die wirklich so gesagt werden</translation>
    </message>
    <message>
        <source>One or two words</source>
        <translation>Ein oder zwei Wörter</translation>
    </message>
    <message>
        <source>People say</source>
        <translation>Die Leute sagen</translation>
    </message>
    <message>
        <source>Rename a branch</source>
        <translation>Zweig umbenennen</translation>
    </message>
    <message>
        <source>Taken when the person…</source>
        <translation>Genommen, wenn die Person …</translation>
    </message>
    <message>
        <source>What stands on the chart. Press Enter when it is written.</source>
        <translation>Steht so im Diagramm. Eingabetaste drücken, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>ten people or more</source>
        <translation>zehn Personen oder mehr</translation>
    </message>
    <message>
        <source>wants the offer, is not sure…</source>
        <translation>nimmt das Angebot an, ist unsicher …</translation>
    </message>
    <message>
        <source>{number} of at least {enough}</source>
        <translation>{number} von mindestens {enough}</translation>
    </message>
</context>
<context>
    <name>BranchCard</name>
    <message>
        <source>Drag, or use the arrow keys, to change the order</source>
        <translation>Ziehen oder Pfeiltasten benutzen, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>Order the branches</source>
        <translation>Zweige ordnen</translation>
    </message>
    <message>
        <source>Remove a branch</source>
        <translation>Zweig entfernen</translation>
    </message>
    <message>
        <source>Remove this branch</source>
        <translation>Diesen Zweig entfernen</translation>
    </message>
    <message>
        <source>leads nowhere yet</source>
        <translation>noch kein Ziel</translation>
    </message>
</context>
<context>
    <name>BranchesPart</name>
    <message>
        <source>Add a branch</source>
        <translation>Zweig hinzufügen</translation>
    </message>
    <message>
        <source>No branches yet. A decision needs at least two, such as yes and no.</source>
        <translation>Noch keine Zweige. Eine Entscheidung braucht mindestens zwei, etwa Ja und Nein.</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>Zweig</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Show this step on the chart</source>
        <translation>Diesen Schritt im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Leave</source>
        <translation>&amp;Verlassen</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Jetzt nicht</translation>
    </message>
    <message>
        <source>&amp;Show me</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Geschafft</translation>
    </message>
    <message>
        <source>Fi&amp;nish</source>
        <translation>F&amp;ertig</translation>
    </message>
    <message>
        <source>S&amp;kip this</source>
        <translation>Übersp&amp;ringen</translation>
    </message>
    <message>
        <source>{number} of {of}</source>
        <translation>{number} von {of}</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Step to go to</source>
        <translation>Schritt, zu dem es geht</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>1 difference</source>
        <translation>1 Unterschied</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei …</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>Before “{edit}”</source>
        <translation>Vor „{edit}“</translation>
    </message>
    <message>
        <source>Both versions say the same.</source>
        <translation>Beide Fassungen sagen dasselbe.</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Compare: {title}</source>
        <translation>Vergleich: {title}</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Fit both charts</source>
        <translation>Beide Diagramme einpassen</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>The earlier version</source>
        <translation>Die frühere Fassung</translation>
    </message>
    <message>
        <source>The saved version</source>
        <translation>Die gespeicherte Fassung</translation>
    </message>
    <message>
        <source>The version now</source>
        <translation>Die jetzige Fassung</translation>
    </message>
    <message>
        <source>{number} differences</source>
        <translation>{number} Unterschiede</translation>
    </message>
</context>
<context>
    <name>ConditionPart</name>
    <message>
        <source>Add a comparison</source>
        <translation>Vergleich hinzufügen</translation>
    </message>
    <message>
        <source>All of these hold</source>
        <translation>Alle davon gelten</translation>
    </message>
    <message>
        <source>Any of these holds</source>
        <translation>Eines davon gilt</translation>
    </message>
    <message>
        <source>Compare a field with a value or with today</source>
        <translation>Ein Feld mit einem Wert oder mit heute vergleichen</translation>
    </message>
    <message>
        <source>How the comparisons are joined</source>
        <translation>Wie die Vergleiche verbunden sind</translation>
    </message>
    <message>
        <source>Join the comparisons</source>
        <translation>Vergleiche verbinden</translation>
    </message>
    <message>
        <source>Otherwise: taken when no condition of the other branches holds.</source>
        <translation>Sonst: genommen, wenn keine Bedingung der anderen Zweige gilt.</translation>
    </message>
    <message>
        <source>There is no field to compare yet. Let an ask step fill one first.</source>
        <translation>Es gibt noch kein Feld zum Vergleichen. Lassen Sie zuerst eine Frage eines füllen.</translation>
    </message>
</context>
<context>
    <name>Corner</name>
    <message>
        <source>Zoom to 100%</source>
        <translation>Auf 100 % vergrößern</translation>
    </message>
</context>
<context>
    <name>CoveragePanel</name>
    <message>
        <source>Counting the practice conversations.</source>
        <translation>Die Übungsgespräche werden gezählt.</translation>
    </message>
    <message>
        <source>Draw some steps, and practice conversations are counted here.</source>
        <translation>Zeichnen Sie einige Schritte, dann werden hier Übungsgespräche gezählt.</translation>
    </message>
    <message>
        <source>Everything is reached.</source>
        <translation>Alles wird erreicht.</translation>
    </message>
    <message>
        <source>How long a compile takes at most</source>
        <translation>Wie lange das Kompilieren höchstens dauert</translation>
    </message>
    <message>
        <source>Joining in the middle</source>
        <translation>Einstieg mittendrin</translation>
    </message>
    <message>
        <source>Leaving the path</source>
        <translation>Abseits des Wegs</translation>
    </message>
    <message>
        <source>Mend the problems first; then practice conversations can be counted.</source>
        <translation>Beheben Sie zuerst die Probleme; dann lassen sich Übungsgespräche zählen.</translation>
    </message>
    <message>
        <source>Minutes that a compile takes at most</source>
        <translation>Minuten, die das Kompilieren höchstens dauert</translation>
    </message>
    <message>
        <source>Never reached</source>
        <translation>Nie erreicht</translation>
    </message>
    <message>
        <source>No conversation takes the way “{way}”.</source>
        <translation>Kein Gespräch nimmt den Weg „{way}“.</translation>
    </message>
    <message>
        <source>No conversation takes “{first}” and then “{second}” at “{step}”.</source>
        <translation>Kein Gespräch nimmt „{first}“ und danach „{second}“ bei „{step}“.</translation>
    </message>
    <message>
        <source>No way leads to it from the start.</source>
        <translation>Vom Anfang führt kein Weg dorthin.</translation>
    </message>
    <message>
        <source>Not counted yet.</source>
        <translation>Noch nicht gezählt.</translation>
    </message>
    <message>
        <source>One way after another</source>
        <translation>Ein Weg nach dem anderen</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>There are {all} ways from the start to an end, and each is walked whole.</source>
        <translation>Vom Anfang bis zu einem Ende gibt es {all} Wege, und jeder wird ganz gegangen.</translation>
    </message>
    <message>
        <source>There are {all} ways from the start to an end; {some} of them are walked whole.</source>
        <translation>Vom Anfang bis zu einem Ende gibt es {all} Wege; {some} davon werden ganz gegangen.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Ways out of steps</source>
        <translation>Wege aus Schritten</translation>
    </message>
    <message>
        <source>What is practised</source>
        <translation>Was geübt wird</translation>
    </message>
    <message>
        <source>What practice conversations cover</source>
        <translation>Was Übungsgespräche abdecken</translation>
    </message>
    <message>
        <source>all {number}</source>
        <translation>alle {number}</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>practice conversations show every way at least twice. {written} or more are written.</source>
        <translation>Übungsgespräche zeigen jeden Weg mindestens zweimal. {written} oder mehr werden geschrieben.</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} min</translation>
    </message>
</context>
<context>
    <name>DayEditor</name>
    <message>
        <source>2027-12-31</source>
        <translation>2027-12-31</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Year-month-day</source>
        <translation>Jahr-Monat-Tag</translation>
    </message>
    <message>
        <source>a fixed day</source>
        <translation>ein fester Tag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>today minus</source>
        <translation>heute minus</translation>
    </message>
    <message>
        <source>today plus</source>
        <translation>heute plus</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>That cannot be: {reason}.</source>
        <translation>Das geht nicht: {reason}.</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
</context>
<context>
    <name>EdgePage</name>
    <message>
        <source>Line</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Show the step it leaves</source>
        <translation>Den Schritt zeigen, von dem er ausgeht</translation>
    </message>
    <message>
        <source>from {source} to {target}</source>
        <translation>von {source} nach {target}</translation>
    </message>
    <message>
        <source>nowhere yet</source>
        <translation>noch nirgendwohin</translation>
    </message>
</context>
<context>
    <name>Empty</name>
    <message>
        <source>Drag a step here, or press A</source>
        <translation>Einen Schritt hierher ziehen oder A drücken</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>Leere Zeichenfläche</translation>
    </message>
    <message>
        <source>Open a copy of this sample</source>
        <translation>Eine Kopie dieses Beispiels öffnen</translation>
    </message>
    <message>
        <source>Or look at a finished one</source>
        <translation>Oder ein fertiges ansehen</translation>
    </message>
    <message>
        <source>Then A again for what comes next, or pull an arrow out of its plus.</source>
        <translation>Dann noch einmal A für das Nächste, oder einen Pfeil aus seinem Plus ziehen.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>As large as one page allows.</source>
        <translation>So groß, wie es auf eine Seite passt.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>For editing in a drawing program, and for web pages.</source>
        <translation>Zum Bearbeiten in einem Zeichenprogramm und für Webseiten.</translation>
    </message>
    <message>
        <source>For slides, chats and web pages. Twice the size looks sharp on any screen.</source>
        <translation>Für Folien, Chats und Webseiten. In doppelter Größe auf jedem Bildschirm scharf.</translation>
    </message>
    <message>
        <source>Large enough to read, with marks at which the pages can be glued together.</source>
        <translation>Groß genug zum Lesen, mit Marken, an denen sich die Seiten zusammenkleben lassen.</translation>
    </message>
    <message>
        <source>On dark ground</source>
        <translation>Auf dunklem Grund</translation>
    </message>
    <message>
        <source>One file that any browser opens and any office program reads.</source>
        <translation>Eine Datei, die jeder Browser öffnet und jedes Büroprogramm liest.</translation>
    </message>
    <message>
        <source>Steps, branches, fields, answers and tables, to read and to sign off.</source>
        <translation>Schritte, Zweige, Felder, Antworten und Tabellen, zum Lesen und Abzeichnen.</translation>
    </message>
    <message>
        <source>Transparent ground</source>
        <translation>Durchsichtiger Grund</translation>
    </message>
    <message>
        <source>{scale} times</source>
        <translation>{scale}-fach</translation>
    </message>
</context>
<context>
    <name>FieldCard</name>
    <message>
        <source>Any currency</source>
        <translation>Jede Währung</translation>
    </message>
    <message>
        <source>Change a choice's options</source>
        <translation>Optionen einer Auswahl ändern</translation>
    </message>
    <message>
        <source>Change a currency</source>
        <translation>Währung ändern</translation>
    </message>
    <message>
        <source>Change a field's examples</source>
        <translation>Beispiele eines Felds ändern</translation>
    </message>
    <message>
        <source>Change a field's kind</source>
        <translation>Art eines Felds ändern</translation>
    </message>
    <message>
        <source>Change a field's title</source>
        <translation>Titel eines Felds ändern</translation>
    </message>
    <message>
        <source>Change a pattern</source>
        <translation>Muster ändern</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>For codes, and names as they stand on a ticket</source>
        <translation>Für Codes und für Namen, wie sie auf einer Fahrkarte stehen</translation>
    </message>
    <message>
        <source>Kept to the letter or not</source>
        <translation>Buchstabengetreu oder nicht</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Must be kept to the letter</source>
        <translation>Muss buchstabengetreu bleiben</translation>
    </message>
    <message>
        <source>Needed or not</source>
        <translation>Nötig oder nicht</translation>
    </message>
    <message>
        <source>Needed to go on</source>
        <translation>Nötig, um weiterzukommen</translation>
    </message>
    <message>
        <source>No examples yet: write a few as people say them</source>
        <translation>Noch keine Beispiele: Schreiben Sie ein paar, wie die Leute sie sagen</translation>
    </message>
    <message>
        <source>One a line. Other names people use stand after a colon: Large: big, the big one</source>
        <translation>Eine pro Zeile. Andere gebräuchliche Namen stehen nach einem Doppelpunkt: Groß: dick, der Große</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Otherwise people may decline to say it</source>
        <translation>Sonst dürfen die Leute die Angabe verweigern</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Remove a field</source>
        <translation>Feld entfernen</translation>
    </message>
    <message>
        <source>Remove this field</source>
        <translation>Dieses Feld entfernen</translation>
    </message>
    <message>
        <source>Rename a field everywhere</source>
        <translation>Feld überall umbenennen</translation>
    </message>
    <message>
        <source>Short name in texts</source>
        <translation>Kurzname in Texten</translation>
    </message>
    <message>
        <source>Small
Large: big, the big one</source>
        <translation>Klein
Groß: dick, der Große</translation>
    </message>
    <message>
        <source>The currency meant where none is said</source>
        <translation>Die Währung, die ohne Angabe gemeint ist</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Values as people say them, one a line</source>
        <translation>Werte, wie die Leute sie sagen, einer pro Zeile</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>Wie es heißt</translation>
    </message>
    <message>
        <source>What sort of answer counts</source>
        <translation>Welche Art von Antwort zählt</translation>
    </message>
    <message>
        <source>What stands between { and } in texts. It changes everywhere at once.</source>
        <translation>Was in Texten zwischen { und } steht. Es ändert sich überall zugleich.</translation>
    </message>
    <message>
        <source>What the code looks like: [A-Z]{2}[0-9]{6} is two letters and six digits</source>
        <translation>Wie der Code aussieht: [A-Z]{2}[0-9]{6} sind zwei Buchstaben und sechs Ziffern</translation>
    </message>
</context>
<context>
    <name>FieldsPart</name>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>Neues Feld</translation>
    </message>
    <message>
        <source>New field {number}</source>
        <translation>Neues Feld {number}</translation>
    </message>
    <message>
        <source>No fields yet. A field is something the agent needs to know, such as an order number.</source>
        <translation>Noch keine Felder. Ein Feld ist etwas, das der Agent wissen muss, etwa eine Bestellnummer.</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Nothing found. The procedure is ready to compile.</source>
        <translation>Nichts gefunden. Der Ablauf ist bereit zum Kompilieren.</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>findings problems checks errors ready mend</source>
        <translation>Befunde Probleme Prüfung Fehler bereit beheben</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History of edits</source>
        <translation>Verlauf der Änderungen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>KnowledgeCard</name>
    <message>
        <source>Change an answer</source>
        <translation>Antwort ändern</translation>
    </message>
    <message>
        <source>Change the questions</source>
        <translation>Fragen ändern</translation>
    </message>
    <message>
        <source>New answer</source>
        <translation>Neue Antwort</translation>
    </message>
    <message>
        <source>One way of asking it a line</source>
        <translation>Eine Art zu fragen pro Zeile</translation>
    </message>
    <message>
        <source>People ask</source>
        <translation>Die Leute fragen</translation>
    </message>
    <message>
        <source>Remove an answer</source>
        <translation>Antwort entfernen</translation>
    </message>
    <message>
        <source>Remove this answer</source>
        <translation>Diese Antwort entfernen</translation>
    </message>
    <message>
        <source>Say it word for word</source>
        <translation>Wortwörtlich sagen</translation>
    </message>
    <message>
        <source>The agent answers</source>
        <translation>Der Agent antwortet</translation>
    </message>
    <message>
        <source>Type { to speak a field</source>
        <translation>{ tippen, um ein Feld zu sprechen</translation>
    </message>
    <message>
        <source>Ways of asking it, one a line. Paste as many as you have.</source>
        <translation>Arten zu fragen, eine pro Zeile. Fügen Sie so viele ein, wie Sie haben.</translation>
    </message>
    <message>
        <source>What the agent answers</source>
        <translation>Was der Agent antwortet</translation>
    </message>
    <message>
        <source>Word for word</source>
        <translation>Wortwörtlich</translation>
    </message>
    <message>
        <source>{number} ways</source>
        <translation>{number} Arten</translation>
    </message>
</context>
<context>
    <name>KnowledgePart</name>
    <message>
        <source>Add an answer</source>
        <translation>Antwort hinzufügen</translation>
    </message>
    <message>
        <source>Nothing yet. Write what people ask at this step and what the agent answers; then it asks again.</source>
        <translation>Noch nichts. Schreiben Sie, was die Leute bei diesem Schritt fragen und was der Agent antwortet; danach fragt er erneut.</translation>
    </message>
    <message>
        <source>Nothing yet. Write what people ask in between, and the answer. Two columns of a spreadsheet, question and answer, can be pasted at once.</source>
        <translation>Noch nichts. Schreiben Sie, was die Leute zwischendurch fragen, und die Antwort. Zwei Spalten einer Tabellenkalkulation, Frage und Antwort, lassen sich auf einmal einfügen.</translation>
    </message>
    <message>
        <source>Paste a table</source>
        <translation>Tabelle einfügen</translation>
    </message>
    <message>
        <source>Paste questions and answers</source>
        <translation>Fragen und Antworten einfügen</translation>
    </message>
    <message>
        <source>Two columns copied from a spreadsheet: question and answer</source>
        <translation>Zwei aus einer Tabellenkalkulation kopierte Spalten: Frage und Antwort</translation>
    </message>
</context>
<context>
    <name>LabelCard</name>
    <message>
        <source>Name of the branch</source>
        <translation>Name des Zweigs</translation>
    </message>
    <message>
        <source>Rename branch</source>
        <translation>Zweig umbenennen</translation>
    </message>
</context>
<context>
    <name>LinkPart</name>
    <message>
        <source>After that, go to</source>
        <translation>Danach weiter zu</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Change a limit</source>
        <translation>Grenze ändern</translation>
    </message>
    <message>
        <source>Choose a step…</source>
        <translation>Schritt wählen …</translation>
    </message>
    <message>
        <source>Choose where to go after the limit</source>
        <translation>Wählen, wohin es nach der Grenze geht</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>How often a conversation may take this way</source>
        <translation>Wie oft ein Gespräch diesen Weg nehmen darf</translation>
    </message>
    <message>
        <source>Lead elsewhere</source>
        <translation>Anderswohin führen</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>Limit a way back</source>
        <translation>Rückweg begrenzen</translation>
    </message>
    <message>
        <source>The step that comes next on this way</source>
        <translation>Der Schritt, der auf diesem Weg folgt</translation>
    </message>
    <message>
        <source>The step to go to when the limit is spent</source>
        <translation>Der Schritt, zu dem es geht, wenn die Grenze erreicht ist</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Mal</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;100%</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Fit the chart</source>
        <translation>Diagramm &amp;einpassen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Übersichtskarte</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Show me around</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>&amp;Tidy</source>
        <translation>&amp;Aufräumen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Colours as the system's</source>
        <translation>Farben wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete {number} things</source>
        <translation>{number} Dinge löschen</translation>
    </message>
    <message>
        <source>Draw, mend and rehearse a small chart, step by step</source>
        <translation>Ein kleines Diagramm zeichnen, beheben und proben, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Edit the &amp;words</source>
        <translation>Wörter &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Edit what stands on the selected step or branch</source>
        <translation>Bearbeiten, was auf dem gewählten Schritt oder Zweig steht</translation>
    </message>
    <message>
        <source>Fit the &amp;selection</source>
        <translation>&amp;Auswahl einpassen</translation>
    </message>
    <message>
        <source>Lay the chart out anew; pinned steps stay</source>
        <translation>Das Diagramm neu anordnen; angeheftete Schritte bleiben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alles auswä&amp;hlen</translation>
    </message>
    <message>
        <source>Show a small map of the chart, or hide it</source>
        <translation>Eine kleine Karte des Diagramms zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>keys sheet print</source>
        <translation>Tasten Blatt drucken</translation>
    </message>
    <message>
        <source>layout clean arrange</source>
        <translation>Anordnung ordnen sauber</translation>
    </message>
    <message>
        <source>minimap overview</source>
        <translation>Karte Übersicht</translation>
    </message>
    <message>
        <source>rename title text label</source>
        <translation>umbenennen Titel Text Beschriftung</translation>
    </message>
    <message>
        <source>theme colours light dark</source>
        <translation>Aussehen Farben hell dunkel</translation>
    </message>
    <message>
        <source>tour guide introduction learn first help</source>
        <translation>Rundgang Tour Führung Einführung lernen erster Start Hilfe</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Drag the frame to move through the chart</source>
        <translation>Den Rahmen ziehen, um sich im Diagramm zu bewegen</translation>
    </message>
    <message>
        <source>Map of the chart</source>
        <translation>Karte des Diagramms</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>OfferBox</name>
    <message>
        <source>Answer that cannot be read</source>
        <translation>Unlesbare Antwort</translation>
    </message>
    <message>
        <source>Ask something</source>
        <translation>Etwas fragen</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Angriff</translation>
    </message>
    <message>
        <source>Change my mind</source>
        <translation>Etwas berichtigen</translation>
    </message>
    <message>
        <source>Declines to answer</source>
        <translation>Verweigert die Antwort</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Geht</translation>
    </message>
    <message>
        <source>Out of scope</source>
        <translation>Gehört nicht hierher</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Etwas anderes</translation>
    </message>
    <message>
        <source>The conversation is over.</source>
        <translation>Das Gespräch ist zu Ende.</translation>
    </message>
    <message>
        <source>The tool has no table. What does it answer?</source>
        <translation>Das Werkzeug hat keine Tabelle. Was antwortet es?</translation>
    </message>
    <message>
        <source>Vague answer</source>
        <translation>Vage Antwort</translation>
    </message>
    <message>
        <source>Wants a human</source>
        <translation>Möchte einen Menschen</translation>
    </message>
    <message>
        <source>“{words}” does not settle “{title}”. Which way is meant?</source>
        <translation>„{words}“ entscheidet „{title}“ nicht. Welcher Weg ist gemeint?</translation>
    </message>
    <message>
        <source>“{words}” is not plain here. What is meant?</source>
        <translation>„{words}“ ist hier nicht eindeutig. Was ist gemeint?</translation>
    </message>
</context>
<context>
    <name>OutcomeRow</name>
    <message>
        <source>Do not draw this outcome</source>
        <translation>Dieses Ergebnis nicht zeichnen</translation>
    </message>
    <message>
        <source>Draw an outcome</source>
        <translation>Ergebnis zeichnen</translation>
    </message>
    <message>
        <source>Lead somewhere</source>
        <translation>Irgendwohin führen</translation>
    </message>
    <message>
        <source>Remove an outcome</source>
        <translation>Ergebnis entfernen</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Filter the steps</source>
        <translation>Schritte filtern</translation>
    </message>
    <message>
        <source>Go to the outline</source>
        <translation>Zur Gliederung gehen</translation>
    </message>
    <message>
        <source>No drawn way leads here</source>
        <translation>Kein gezeichneter Weg führt hierher</translation>
    </message>
    <message>
        <source>No step is called so.</source>
        <translation>Kein Schritt heißt so.</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Steps in reading order</source>
        <translation>Schritte in Lesereihenfolge</translation>
    </message>
    <message>
        <source>The steps you draw are listed here, in order.</source>
        <translation>Die Schritte, die Sie zeichnen, stehen hier in ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>steps list screen reader</source>
        <translation>Schritte Liste Vorleser</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>der Anfang</translation>
    </message>
</context>
<context>
    <name>OverlayCard</name>
    <message>
        <source>Change a sentence</source>
        <translation>Satz ändern</translation>
    </message>
    <message>
        <source>Lead to another end</source>
        <translation>Zu einem anderen Ende führen</translation>
    </message>
    <message>
        <source>Leave it empty for the usual sentence, shown in grey</source>
        <translation>Leer lassen für den üblichen Satz, der grau dasteht</translation>
    </message>
    <message>
        <source>Switch a way of leaving on or off</source>
        <translation>Eine Abweichung ein- oder ausschalten</translation>
    </message>
    <message>
        <source>The agent deals with it</source>
        <translation>Der Agent kümmert sich darum</translation>
    </message>
    <message>
        <source>The agent says</source>
        <translation>Der Agent sagt</translation>
    </message>
    <message>
        <source>The usual end</source>
        <translation>Das übliche Ende</translation>
    </message>
    <message>
        <source>Where it closes, go to</source>
        <translation>Wo es endet, weiter zu</translation>
    </message>
    <message>
        <source>Where it is off, such a message counts as any answer</source>
        <translation>Wo es aus ist, zählt eine solche Nachricht wie jede Antwort</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>OverlaysPart</name>
    <message>
        <source>What people do in every conversation, without being drawn. Each way has its usual answer; change what should be different.</source>
        <translation>Was in jedem Gespräch vorkommt, ohne gezeichnet zu sein. Jeder Fall hat seine übliche Antwort; ändern Sie, was anders sein soll.</translation>
    </message>
</context>
<context>
    <name>PairRow</name>
    <message>
        <source>Choose a field…</source>
        <translation>Feld wählen …</translation>
    </message>
    <message>
        <source>Keep in another field</source>
        <translation>In einem anderen Feld behalten</translation>
    </message>
    <message>
        <source>Look up by another field</source>
        <translation>Nach einem anderen Feld suchen</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht behalten</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command &amp;palette…</source>
        <translation>&amp;Befehlspalette …</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Done lately</source>
        <translation>Zuletzt getan</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Find any action or step by a few letters</source>
        <translation>Jede Aktion und jeden Schritt mit ein paar Buchstaben finden</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Type what you want to do, or where to go</source>
        <translation>Tippen Sie, was Sie tun oder wohin Sie gehen möchten</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Was möglich ist</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>Pen</name>
    <message>
        <source>Choose the first step</source>
        <translation>Ersten Schritt wählen</translation>
    </message>
    <message>
        <source>Connect “{one}” to “{other}”</source>
        <translation>„{one}“ mit „{other}“ verbinden</translation>
    </message>
    <message>
        <source>Draw “{title}”</source>
        <translation>„{title}“ zeichnen</translation>
    </message>
    <message>
        <source>Insert step</source>
        <translation>Schritt einfügen</translation>
    </message>
    <message>
        <source>Lead the way elsewhere</source>
        <translation>Den Weg anderswohin führen</translation>
    </message>
    <message>
        <source>Let the way come from elsewhere</source>
        <translation>Den Weg von anderswo kommen lassen</translation>
    </message>
    <message>
        <source>Nothing comes after an end. Choose a step before it.</source>
        <translation>Nach einem Ende kommt nichts. Wählen Sie einen Schritt davor.</translation>
    </message>
    <message>
        <source>This goes back, so it may be taken {number} times; then comes “{step}”.</source>
        <translation>Das führt zurück und darf daher {number} Mal genommen werden; dann kommt „{step}“.</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>No step is drawn yet.</source>
        <translation>Noch ist kein Schritt gezeichnet.</translation>
    </message>
    <message>
        <source>Picture of the chart</source>
        <translation>Bild des Diagramms</translation>
    </message>
    <message>
        <source>There is no picture of it.</source>
        <translation>Davon gibt es kein Bild.</translation>
    </message>
    <message>
        <source>{number} steps: too many for a picture here.</source>
        <translation>{number} Schritte: zu viele für ein Bild hier.</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>The counting stopped.</source>
        <translation>Das Zählen ist abgebrochen.</translation>
    </message>
    <message>
        <source>There is no room to count in: {reason}.</source>
        <translation>Zum Zählen fehlt der Platz: {reason}.</translation>
    </message>
</context>
<context>
    <name>ProcedurePage</name>
    <message>
        <source>Begin elsewhere</source>
        <translation>Anderswo beginnen</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Booking a trip</source>
        <translation>Eine Reise buchen</translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation>Sprache ändern</translation>
    </message>
    <message>
        <source>Change the procedure's name</source>
        <translation>Namen des Ablaufs ändern</translation>
    </message>
    <message>
        <source>Change what the agent is there for</source>
        <translation>Aufgabe des Agenten ändern</translation>
    </message>
    <message>
        <source>Change who the agent is</source>
        <translation>Ändern, wer der Agent ist</translation>
    </message>
    <message>
        <source>Choose a step…</source>
        <translation>Schritt wählen …</translation>
    </message>
    <message>
        <source>Completes the sentence: I can only help with …</source>
        <translation>Ergänzt den Satz: Ich kann nur helfen bei …</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>It is there for</source>
        <translation>Seine Aufgabe</translation>
    </message>
    <message>
        <source>Its name, its part and its tone</source>
        <translation>Sein Name, seine Rolle und sein Ton</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Leaving the path</source>
        <translation>Abseits des Wegs</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Needed where days are compared with today</source>
        <translation>Nötig, wo Tage mit heute verglichen werden</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Questions people ask</source>
        <translation>Fragen, die gestellt werden</translation>
    </message>
    <message>
        <source>Select a step to see it here instead.</source>
        <translation>Schritt wählen, um ihn hier zu sehen.</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>The agent is</source>
        <translation>Der Agent ist</translation>
    </message>
    <message>
        <source>The agent knows today's date</source>
        <translation>Der Agent kennt das heutige Datum</translation>
    </message>
    <message>
        <source>Today's date</source>
        <translation>Heutiges Datum</translation>
    </message>
    <message>
        <source>Who the agent is and how it talks: Marta, a travel agent, warm and brisk</source>
        <translation>Wer der Agent ist und wie er spricht: Marta, Reiseberaterin, herzlich und flott</translation>
    </message>
    <message>
        <source>booking flights with Blue Door Travel</source>
        <translation>Flugbuchungen bei Blue Door Travel</translation>
    </message>
    <message>
        <source>{number} changed</source>
        <translation>{number} geändert</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen …</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard the unsaved work on “{title}”?</source>
        <translation>Die ungespeicherte Arbeit an „{title}“ verwerfen?</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Datei:</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>Sie lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>It was never saved in a file.</source>
        <translation>Sie wurde nie in einer Datei gespeichert.</translation>
    </message>
    <message>
        <source>Keep it, and ask again at the next start</source>
        <translation>Behalten und beim nächsten Start wieder fragen</translation>
    </message>
    <message>
        <source>Last changed:</source>
        <translation>Zuletzt geändert:</translation>
    </message>
    <message>
        <source>Procedures with unsaved work</source>
        <translation>Abläufe mit ungespeicherter Arbeit</translation>
    </message>
    <message>
        <source>Some work was not saved</source>
        <translation>Manches wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>The file itself cannot be read now.</source>
        <translation>Die Datei selbst lässt sich jetzt nicht lesen.</translation>
    </message>
    <message>
        <source>The file was saved again later.</source>
        <translation>Die Datei wurde später noch einmal gespeichert.</translation>
    </message>
    <message>
        <source>The studio ended before it could be saved. It was kept, up to about its last second.</source>
        <translation>Das Studio endete, bevor gespeichert werden konnte. Die Arbeit ist bis etwa zur letzten Sekunde erhalten.</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
        <source>What differs from the file:</source>
        <translation>Was von der Datei abweicht:</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>Registry</name>
    <message>
        <source>&amp;Arrange</source>
        <translation>An&amp;ordnen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Procedure</source>
        <translation>Ab&amp;lauf</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Auf der Zeichenfläche</translation>
    </message>
</context>
<context>
    <name>RehearsalPanel</name>
    <message>
        <source>Answer as the customer would…</source>
        <translation>Antworten, wie der Kunde es täte …</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Keep as test case</source>
        <translation>Als Testfall behalten</translation>
    </message>
    <message>
        <source>Kept as {id} in {file}.</source>
        <translation>Als {id} in {file} behalten.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play with likely answers</source>
        <translation>Mit wahrscheinlichen Antworten abspielen</translation>
    </message>
    <message>
        <source>Save the procedure first.</source>
        <translation>Speichern Sie zuerst den Ablauf.</translation>
    </message>
    <message>
        <source>Save this conversation beside the procedure; “studio test” checks it again</source>
        <translation>Dieses Gespräch neben dem Ablauf speichern; „studio test“ prüft es wieder</translation>
    </message>
    <message>
        <source>Take the last answer back</source>
        <translation>Letzte Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>Test cases stand beside the procedure's file, and there is none yet.</source>
        <translation>Testfälle stehen neben der Datei des Ablaufs, und noch gibt es keine.</translation>
    </message>
    <message>
        <source>What the customer says</source>
        <translation>Was der Kunde sagt</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Capitals and small letters differ</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Find in all texts</source>
        <translation>In allen Texten suchen</translation>
    </message>
    <message>
        <source>Finds words in titles, texts, examples, fields and knowledge.</source>
        <translation>Findet Wörter in Titeln, Texten, Beispielen, Feldern und Wissen.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Only whole words</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace what is found</source>
        <translation>Gefundenes ersetzen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace {number}</source>
        <translation>{number} ersetzen</translation>
    </message>
    <message>
        <source>Replace “{old}” with “{new}”</source>
        <translation>„{old}“ durch „{new}“ ersetzen</translation>
    </message>
    <message>
        <source>Replaced {places} in {texts}.</source>
        <translation>{places} in {texts} ersetzt.</translation>
    </message>
    <message>
        <source>Texts found</source>
        <translation>Gefundene Texte</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>{places} in {texts}</source>
        <translation>{places} in {texts}</translation>
    </message>
</context>
<context>
    <name>SeveralPage</name>
    <message>
        <source>Move, align, copy or delete them together on the chart.</source>
        <translation>Im Diagramm gemeinsam verschieben, ausrichten, kopieren oder löschen.</translation>
    </message>
    <message>
        <source>Select one thing alone to see it here.</source>
        <translation>Wählen Sie ein einzelnes Ding, um es hier zu sehen.</translation>
    </message>
    <message>
        <source>{number} selected</source>
        <translation>{number} ausgewählt</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>Kompilieren</translation>
    </message>
    <message>
        <source>Every action is in the command palette too: {keys}</source>
        <translation>Jede Aktion steht auch in der Befehlspalette: {keys}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Looking at this computer and the chart.</source>
        <translation>Computer und Diagramm werden angesehen.</translation>
    </message>
    <message>
        <source>Open the result</source>
        <translation>Ergebnis öffnen</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Ready to compile.</source>
        <translation>Bereit zum Kompilieren.</translation>
    </message>
    <message>
        <source>Starter, the one in the box</source>
        <translation>Starter, der beiliegt</translation>
    </message>
    <message>
        <source>This was begun before. It goes on where it stopped.</source>
        <translation>Das wurde schon begonnen. Es geht weiter, wo es aufhörte.</translation>
    </message>
    <message>
        <source>This was compiled before, with the same choices. The result is there.</source>
        <translation>Das wurde mit denselben Einstellungen schon kompiliert. Das Ergebnis ist da.</translation>
    </message>
    <message>
        <source>about {needed} to compile ({free} free), {chat} to use the result</source>
        <translation>etwa {needed} zum Kompilieren ({free} frei), {chat} zum Benutzen</translation>
    </message>
    <message>
        <source>about {needed} while it compiles ({free} free), {file} in the end</source>
        <translation>etwa {needed} während des Kompilierens ({free} frei), am Ende {file}</translation>
    </message>
</context>
<context>
    <name>SheetCard</name>
    <message>
        <source>Name a group</source>
        <translation>Gruppe benennen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>Titel der Gruppe</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Kinds of step</source>
        <translation>Arten von Schritten</translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>Nothing drawn yet</source>
        <translation>Noch nichts gezeichnet</translation>
    </message>
    <message>
        <source>Ready to compile</source>
        <translation>Bereit zum Kompilieren</translation>
    </message>
    <message>
        <source>{said}. Press to see what was found.</source>
        <translation>{said}. Drücken, um die Befunde zu sehen.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>An empty canvas</source>
        <translation>Eine leere Zeichenfläche</translation>
    </message>
    <message>
        <source>Begin with nothing, or change a sample.</source>
        <translation>Fangen Sie bei null an oder ändern Sie ein Beispiel.</translation>
    </message>
    <message>
        <source>Blank chart</source>
        <translation>Leeres Diagramm</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start a procedure</source>
        <translation>Einen Ablauf beginnen</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>or drag one into the window</source>
        <translation>oder eine in das Fenster ziehen</translation>
    </message>
    <message>
        <source>{number} steps. {scope}</source>
        <translation>{number} Schritte. {scope}</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>Edit text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Edit title</source>
        <translation>Titel bearbeiten</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Was gesagt wird</translation>
    </message>
</context>
<context>
    <name>StepChoice</name>
    <message>
        <source>Not drawn yet</source>
        <translation>Noch nicht gezeichnet</translation>
    </message>
    <message>
        <source>{name} (gone)</source>
        <translation>{name} (entfernt)</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>A short title</source>
        <translation>Ein kurzer Titel</translation>
    </message>
    <message>
        <source>A shorter wording for the second time</source>
        <translation>Eine kürzere Fassung für das zweite Mal</translation>
    </message>
    <message>
        <source>Begin elsewhere</source>
        <translation>Anderswo beginnen</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Zweige</translation>
    </message>
    <message>
        <source>Branches, the first that holds is taken</source>
        <translation>Zweige, der erste zutreffende gilt</translation>
    </message>
    <message>
        <source>Change a note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>Change a text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>Change a title</source>
        <translation>Titel ändern</translation>
    </message>
    <message>
        <source>Change how it ends</source>
        <translation>Ausgang ändern</translation>
    </message>
    <message>
        <source>Change the repeated wording</source>
        <translation>Wiederholte Fassung ändern</translation>
    </message>
    <message>
        <source>Comparing fields</source>
        <translation>Vergleich von Feldern</translation>
    </message>
    <message>
        <source>Conversations begin here</source>
        <translation>Gespräche beginnen hier</translation>
    </message>
    <message>
        <source>Decide otherwise</source>
        <translation>Anders entscheiden</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden nach</translation>
    </message>
    <message>
        <source>Fields it fills</source>
        <translation>Felder, die es füllt</translation>
    </message>
    <message>
        <source>For people who read the chart; the agent never says it</source>
        <translation>Für Leser des Diagramms; der Agent sagt es nie</translation>
    </message>
    <message>
        <source>How it ends</source>
        <translation>Wie es ausgeht</translation>
    </message>
    <message>
        <source>Judge another answer</source>
        <translation>Andere Antwort beurteilen</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>Beurteilt wird</translation>
    </message>
    <message>
        <source>Last words</source>
        <translation>Letzte Worte</translation>
    </message>
    <message>
        <source>None: the conversation closes without a word</source>
        <translation>Keine: Das Gespräch endet ohne ein Wort</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Otherwise the agent may put it a little differently</source>
        <translation>Sonst darf der Agent es etwas anders ausdrücken</translation>
    </message>
    <message>
        <source>Questions people ask here</source>
        <translation>Fragen, die hier gestellt werden</translation>
    </message>
    <message>
        <source>Say it word for word</source>
        <translation>Wortwörtlich sagen</translation>
    </message>
    <message>
        <source>The agent asks</source>
        <translation>Der Agent fragt</translation>
    </message>
    <message>
        <source>The agent says</source>
        <translation>Der Agent sagt</translation>
    </message>
    <message>
        <source>The last message</source>
        <translation>Die letzte Nachricht</translation>
    </message>
    <message>
        <source>The last message, or an answer given earlier</source>
        <translation>Die letzte Nachricht oder eine frühere Antwort</translation>
    </message>
    <message>
        <source>The same words, unless you write others</source>
        <translation>Dieselben Worte, außer Sie schreiben andere</translation>
    </message>
    <message>
        <source>Then go to</source>
        <translation>Dann weiter zu</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Type { to speak a field</source>
        <translation>{ tippen, um ein Feld zu sprechen</translation>
    </message>
    <message>
        <source>What is kept of the answer, in this order</source>
        <translation>Was von der Antwort behalten wird, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>What stands on the chart</source>
        <translation>Was im Diagramm steht</translation>
    </message>
    <message>
        <source>What the person says</source>
        <translation>Was die Person sagt</translation>
    </message>
    <message>
        <source>When it asks again</source>
        <translation>Wenn erneut gefragt wird</translation>
    </message>
    <message>
        <source>Word for word or not</source>
        <translation>Wortwörtlich oder nicht</translation>
    </message>
    <message>
        <source>Write what the agent asks. Type { to speak a field.</source>
        <translation>Schreiben Sie, was der Agent fragt. Mit { sprechen Sie ein Feld.</translation>
    </message>
    <message>
        <source>Write what the agent says. Type { to speak a field.</source>
        <translation>Schreiben Sie, was der Agent sagt. Mit { sprechen Sie ein Feld.</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>Change a cell</source>
        <translation>Zelle ändern</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>Zellen leeren</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>TestRow</name>
    <message>
        <source>Compare another field</source>
        <translation>Anderes Feld vergleichen</translation>
    </message>
    <message>
        <source>Compare otherwise</source>
        <translation>Anders vergleichen</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Field compared</source>
        <translation>Verglichenes Feld</translation>
    </message>
    <message>
        <source>Remove a comparison</source>
        <translation>Vergleich entfernen</translation>
    </message>
    <message>
        <source>Remove this comparison</source>
        <translation>Diesen Vergleich entfernen</translation>
    </message>
</context>
<context>
    <name>ToolCard</name>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Change a table's title</source>
        <translation>Titel einer Tabelle ändern</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Looked up by</source>
        <translation>Gesucht nach</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a table</source>
        <translation>Tabelle einfügen</translation>
    </message>
    <message>
        <source>Paste a table copied from a spreadsheet</source>
        <translation>Eine aus einer Tabellenkalkulation kopierte Tabelle einfügen</translation>
    </message>
    <message>
        <source>Paste a table first; its first line names the columns.</source>
        <translation>Fügen Sie zuerst eine Tabelle ein; ihre erste Zeile benennt die Spalten.</translation>
    </message>
    <message>
        <source>Read a CSV file saved by a spreadsheet</source>
        <translation>Eine von einer Tabellenkalkulation gespeicherte CSV-Datei lesen</translation>
    </message>
    <message>
        <source>Read a table</source>
        <translation>Tabelle lesen</translation>
    </message>
    <message>
        <source>Remove a table</source>
        <translation>Tabelle entfernen</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Zeilen entfernen</translation>
    </message>
    <message>
        <source>Remove this table</source>
        <translation>Diese Tabelle entfernen</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>Tabellen (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The table is empty. In your spreadsheet copy it with the names of its columns in the first line, and paste it here.</source>
        <translation>Die Tabelle ist leer. Kopieren Sie sie in Ihrer Tabellenkalkulation mit den Spaltennamen in der ersten Zeile und fügen Sie sie hier ein.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What is looked up</source>
        <translation>Was nachgeschlagen wird</translation>
    </message>
    <message>
        <source>{number} rows</source>
        <translation>{number} Zeilen</translation>
    </message>
</context>
<context>
    <name>ToolsPart</name>
    <message>
        <source>Add a table</source>
        <translation>Tabelle hinzufügen</translation>
    </message>
    <message>
        <source>New table</source>
        <translation>Neue Tabelle</translation>
    </message>
    <message>
        <source>No tables yet. An act step looks things up in a table: prices, stock, opening hours. Copy one in your spreadsheet and paste it here.</source>
        <translation>Noch keine Tabellen. Ein Handlungsschritt schlägt in einer Tabelle nach: Preise, Bestand, Öffnungszeiten. Kopieren Sie eine in Ihrer Tabellenkalkulation und fügen Sie sie hier ein.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
</context>
<context>
    <name>ValueEditors</name>
    <message>
        <source>Compare with another value</source>
        <translation>Mit anderem Wert vergleichen</translation>
    </message>
    <message>
        <source>Value compared with</source>
        <translation>Vergleichswert</translation>
    </message>
    <message>
        <source>Values parted by commas</source>
        <translation>Werte, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>value, value</source>
        <translation>Wert, Wert</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>Your work is still open; save it under another name now.</source>
        <translation>Ihre Arbeit ist noch offen; speichern Sie sie jetzt unter einem anderen Namen.</translation>
    </message>
</context>
<context>
    <name>bases</name>
    <message>
        <source>A base model already speaks a language; compiling teaches it a procedure.</source>
        <translation>Ein Basismodell spricht schon eine Sprache; beim Kompilieren lernt es einen Ablauf.</translation>
    </message>
    <message>
        <source>A file that can write practice conversations and chat, but not be taught</source>
        <translation>Eine Datei, die Übungsgespräche schreiben und chatten, aber nichts lernen kann</translation>
    </message>
    <message>
        <source>A folder with config.json, safetensors and tokenizer files, to be taught</source>
        <translation>Ein Ordner mit config.json, Safetensors- und Tokenizer-Dateien, der lernen kann</translation>
    </message>
    <message>
        <source>A packed model that can write and chat</source>
        <translation>Ein gepacktes Modell, das schreiben und chatten kann</translation>
    </message>
    <message>
        <source>Add a GGUF…</source>
        <translation>GGUF hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Added as “{name}”. Its files stay where they are.</source>
        <translation>Als „{name}“ hinzugefügt. Die Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Added by you</source>
        <translation>Von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>Added by you, a packed model (GGUF)</source>
        <translation>Von Ihnen hinzugefügt, ein gepacktes Modell (GGUF)</translation>
    </message>
    <message>
        <source>Base models</source>
        <translation>Basismodelle</translation>
    </message>
    <message>
        <source>Checking {name} …</source>
        <translation>{name} wird geprüft …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Comes with the studio</source>
        <translation>Liegt dem Studio bei</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>It can be taught on this computer.</source>
        <translation>Es kann auf diesem Computer lernen.</translation>
    </message>
    <message>
        <source>It can write practice conversations and chat, but not be taught.</source>
        <translation>Es kann Übungsgespräche schreiben und chatten, aber nichts lernen.</translation>
    </message>
    <message>
        <source>It is no longer where it was.</source>
        <translation>Es ist nicht mehr, wo es war.</translation>
    </message>
    <message>
        <source>It is too large for this computer.</source>
        <translation>Es ist zu groß für diesen Computer.</translation>
    </message>
    <message>
        <source>It is too slow on this computer.</source>
        <translation>Es ist auf diesem Computer zu langsam.</translation>
    </message>
    <message>
        <source>It learns more slowly than the starter; allow it more time.</source>
        <translation>Es lernt langsamer als der Starter; geben Sie ihm mehr Zeit.</translation>
    </message>
    <message>
        <source>Its folder names program files; remove auto_map from config.json before adding it.</source>
        <translation>Sein Ordner nennt Programmdateien; entfernen Sie auto_map aus config.json, bevor Sie ihn hinzufügen.</translation>
    </message>
    <message>
        <source>Its maker asks for a form to be filled in first.</source>
        <translation>Der Hersteller verlangt, dass man zuerst ein Formular ausfüllt.</translation>
    </message>
    <message>
        <source>Known to the studio</source>
        <translation>Dem Studio bekannt</translation>
    </message>
    <message>
        <source>Known, not on this computer</source>
        <translation>Bekannt, nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Memory to teach</source>
        <translation>Speicher zum Lernen</translation>
    </message>
    <message>
        <source>Memory to use</source>
        <translation>Speicher zum Benutzen</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modelle (*.gguf)</translation>
    </message>
    <message>
        <source>New procedures are taught with {name} from now on.</source>
        <translation>Neue Abläufe lernt von nun an {name}.</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Pickle files in the folder are never opened; only its safetensors are read.</source>
        <translation>Pickle-Dateien im Ordner werden nie geöffnet; gelesen werden nur seine safetensors.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Put it back there, or press “Forget” and add it again where it is now.</source>
        <translation>Legen Sie es dorthin zurück oder drücken Sie „Vergessen“ und fügen Sie es dort hinzu, wo es jetzt ist.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sizes are of the language part; the download also holds a part that reads pictures, and must be saved as text only (Gemma3ForCausalLM) before it can be taught.</source>
        <translation>Die Größen gelten für den Sprachteil; der Download enthält auch einen Teil, der Bilder liest, und muss vor dem Lehren als reiner Text gespeichert werden (Gemma3ForCausalLM).</translation>
    </message>
    <message>
        <source>Take it off the list; its files stay where they are</source>
        <translation>Aus der Liste nehmen; die Dateien bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Teaching it takes about {memory} of memory, best on a graphics card.</source>
        <translation>Zum Lernen braucht es etwa {memory} Speicher, am besten auf einer Grafikkarte.</translation>
    </message>
    <message>
        <source>The model's folder, with its safetensors files</source>
        <translation>Der Ordner des Modells mit seinen Safetensors-Dateien</translation>
    </message>
    <message>
        <source>The selected model</source>
        <translation>Das gewählte Modell</translation>
    </message>
    <message>
        <source>The studio fetches nothing by itself. Fetch the whole folder with a browser, or ask whoever looks after your computers; then press “Add a folder…”.</source>
        <translation>Das Studio holt nichts von selbst. Holen Sie den ganzen Ordner mit einem Browser oder fragen Sie, wer sich um Ihre Computer kümmert; drücken Sie dann „Ordner hinzufügen …“.</translation>
    </message>
    <message>
        <source>To teach it, add the model's original folder with its safetensors files.</source>
        <translation>Damit es lernen kann, fügen Sie den ursprünglichen Ordner des Modells mit seinen Safetensors-Dateien hinzu.</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Dieses nehmen</translation>
    </message>
    <message>
        <source>Without a graphics card, teaching it takes longer than a night.</source>
        <translation>Ohne Grafikkarte dauert das Lernen länger als eine Nacht.</translation>
    </message>
    <message>
        <source>Would come from</source>
        <translation>Käme von</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>viele Sprachen</translation>
    </message>
    <message>
        <source>may be used in trade</source>
        <translation>darf gewerblich benutzt werden</translation>
    </message>
    <message>
        <source>not named in its card</source>
        <translation>in seiner Karte nicht genannt</translation>
    </message>
    <message>
        <source>not to be used in trade</source>
        <translation>darf nicht gewerblich benutzt werden</translation>
    </message>
    <message>
        <source>used in trade on conditions</source>
        <translation>gewerblich nur unter Bedingungen</translation>
    </message>
    <message>
        <source>{name}, {trade}</source>
        <translation>{name}, {trade}</translation>
    </message>
    <message>
        <source>{path} was not added.</source>
        <translation>{path} wurde nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>{size} to fetch</source>
        <translation>{size} zu holen</translation>
    </message>
    <message>
        <source>“{name}” is forgotten. Its files are still in {path}.</source>
        <translation>„{name}“ ist vergessen. Die Dateien liegen noch in {path}.</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>&amp;Pin in place</source>
        <translation>Anhe&amp;ften</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Change the size</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Delete the note or group</source>
        <translation>Notiz oder Gruppe löschen</translation>
    </message>
    <message>
        <source>Double click to write</source>
        <translation>Doppelklicken zum Schreiben</translation>
    </message>
    <message>
        <source>Draw a coloured area around the selected steps; moving it moves them</source>
        <translation>Eine farbige Fläche um die gewählten Schritte zeichnen; wird sie verschoben, gehen sie mit</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Keep the step where it is when tidying</source>
        <translation>Den Schritt beim Aufräumen lassen, wo er ist</translation>
    </message>
    <message>
        <source>Let the step be moved when tidying</source>
        <translation>Den Schritt beim Aufräumen verschieben lassen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move step</source>
        <translation>Schritt verschieben</translation>
    </message>
    <message>
        <source>Move {number} steps</source>
        <translation>{number} Schritte verschieben</translation>
    </message>
    <message>
        <source>No tool chosen yet</source>
        <translation>Noch kein Werkzeug gewählt</translation>
    </message>
    <message>
        <source>Nothing said yet</source>
        <translation>Noch nichts gesagt</translation>
    </message>
    <message>
        <source>Pin in place</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Remove notes and groups</source>
        <translation>Notizen und Gruppen entfernen</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Take the pin &amp;off</source>
        <translation>Heft&amp;nadel lösen</translation>
    </message>
    <message>
        <source>Take the pin off</source>
        <translation>Heftnadel lösen</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>What a look-up can answer has names of its own, which stay as they are.</source>
        <translation>Die Ergebnisse des Nachschlagens haben eigene Namen, die bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Write a note on the chart; it is no part of the conversation</source>
        <translation>Eine Notiz ins Diagramm schreiben; sie ist kein Teil des Gesprächs</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>abandoned</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>after one time</source>
        <translation>nach einem Mal</translation>
    </message>
    <message>
        <source>after {number} times</source>
        <translation>nach {number} Mal</translation>
    </message>
    <message>
        <source>area colour frame section</source>
        <translation>Fläche Farbe Rahmen Abschnitt</translation>
    </message>
    <message>
        <source>at most once</source>
        <translation>höchstens einmal</translation>
    </message>
    <message>
        <source>comment sticky text</source>
        <translation>Kommentar Zettel Text</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>escalated</source>
        <translation>weitergegeben</translation>
    </message>
    <message>
        <source>fix lock stay</source>
        <translation>fest sperren bleiben</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>note group colour</source>
        <translation>Notiz Gruppe Farbe</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>up to {number} times</source>
        <translation>bis zu {number} Mal</translation>
    </message>
</context>
<context>
    <name>chat</name>
    <message>
        <source> · the chart has changed since</source>
        <translation> · das Diagramm hat sich seither geändert</translation>
    </message>
    <message>
        <source>&amp;New chat</source>
        <translation>&amp;Neuer Chat</translation>
    </message>
    <message>
        <source>&amp;Stop replying</source>
        <translation>&amp;Antworten anhalten</translation>
    </message>
    <message>
        <source>&amp;Talk to a compiled model…</source>
        <translation>Mit einem kompilierten Modell &amp;sprechen …</translation>
    </message>
    <message>
        <source>A file of customer lines…</source>
        <translation>Eine Datei mit Kundenzeilen …</translation>
    </message>
    <message>
        <source>A million tokens read</source>
        <translation>Eine Million gelesene Token</translation>
    </message>
    <message>
        <source>A million tokens written</source>
        <translation>Eine Million geschriebene Token</translation>
    </message>
    <message>
        <source>A model file (GGUF)…</source>
        <translation>Eine Modelldatei (GGUF) …</translation>
    </message>
    <message>
        <source>A program walks the chart and asks it at every decision</source>
        <translation>Ein Programm geht durch das Diagramm und fragt es bei jeder Entscheidung</translation>
    </message>
    <message>
        <source>A server on the premises</source>
        <translation>Ein Server im Haus</translation>
    </message>
    <message>
        <source>A server on the premises…</source>
        <translation>Ein Server im Haus …</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a seat</source>
        <translation>Platz hinzufügen</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>An hour of computing</source>
        <translation>Eine Stunde Rechnen</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answer anew</source>
        <translation>Neu antworten</translation>
    </message>
    <message>
        <source>Any server that answers as OpenAI's does: llama.cpp, Ollama, LM Studio, vLLM …</source>
        <translation>Jeder Server, der wie der von OpenAI antwortet: llama.cpp, Ollama, LM Studio, vLLM …</translation>
    </message>
    <message>
        <source>As JSON…</source>
        <translation>Als JSON …</translation>
    </message>
    <message>
        <source>As a page (HTML)…</source>
        <translation>Als Seite (HTML) …</translation>
    </message>
    <message>
        <source>As text…</source>
        <translation>Als Text …</translation>
    </message>
    <message>
        <source>Ask again rather than guess</source>
        <translation>Lieber nachfragen als raten</translation>
    </message>
    <message>
        <source>Asked the model {number} times.</source>
        <translation>Hat das Modell {number}-mal gefragt.</translation>
    </message>
    <message>
        <source>Asks again</source>
        <translation>Fragt nach</translation>
    </message>
    <message>
        <source>At “{step}” it heard {kind}</source>
        <translation>Bei „{step}“ hörte es {kind}</translation>
    </message>
    <message>
        <source>Below 1 billion parameters time and tokens compare fairly, quality does not.</source>
        <translation>Unter 1 Milliarde Parametern sind Zeit und Token fair zu vergleichen, die Güte nicht.</translation>
    </message>
    <message>
        <source>Branch {number} of {of}</source>
        <translation>Zweig {number} von {of}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Choose a compile's folder</source>
        <translation>Ordner einer Kompilierung wählen</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Choose a model that was compiled before.</source>
        <translation>Wählen Sie ein Modell, das schon kompiliert wurde.</translation>
    </message>
    <message>
        <source>Choose customer lines, an empty line between conversations</source>
        <translation>Kundenzeilen wählen, mit einer Leerzeile zwischen den Gesprächen</translation>
    </message>
    <message>
        <source>Clear this chat</source>
        <translation>Diesen Chat leeren</translation>
    </message>
    <message>
        <source>Compiled</source>
        <translation>Kompiliert</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Cost of 1,000 conversations</source>
        <translation>Kosten von 1.000 Gesprächen</translation>
    </message>
    <message>
        <source>Customer lines of {file}</source>
        <translation>Kundenzeilen aus {file}</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Decides: {step}</source>
        <translation>Entscheidet: {step}</translation>
    </message>
    <message>
        <source>Decisions right</source>
        <translation>Entscheidungen richtig</translation>
    </message>
    <message>
        <source>Earlier chats</source>
        <translation>Frühere Chats</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Ändern und erneut senden</translation>
    </message>
    <message>
        <source>Ended by an error</source>
        <translation>Durch einen Fehler beendet</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Exact by words alone</source>
        <translation>Genau nach den Worten allein</translation>
    </message>
    <message>
        <source>Exact conversations, by words alone</source>
        <translation>Genaue Gespräche, nach den Worten allein</translation>
    </message>
    <message>
        <source>Export the chat</source>
        <translation>Chat exportieren</translation>
    </message>
    <message>
        <source>Fields right</source>
        <translation>Felder richtig</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>Fenster ausfüllen</translation>
    </message>
    <message>
        <source>First word after {time}, all of it after {whole}.</source>
        <translation>Erstes Wort nach {time}, alles nach {whole}.</translation>
    </message>
    <message>
        <source>First word, cold</source>
        <translation>Erstes Wort, kalt</translation>
    </message>
    <message>
        <source>First word, warm</source>
        <translation>Erstes Wort, warm</translation>
    </message>
    <message>
        <source>Guarded</source>
        <translation>Abgesichert</translation>
    </message>
    <message>
        <source>In dollars. Every seat begins with the same prices, so that only what it reads and writes differs; enter what yours really cost, for instance a provider's tokens or your computer's hour.</source>
        <translation>In Dollar. Jeder Platz beginnt mit denselben Preisen, damit sich nur unterscheidet, was er liest und schreibt; tragen Sie ein, was Ihre wirklich kosten, etwa die Token eines Anbieters oder die Stunde Ihres Computers.</translation>
    </message>
    <message>
        <source>It has the procedure in itself and reads only the conversation</source>
        <translation>Es hat den Ablauf in sich und liest nur das Gespräch</translation>
    </message>
    <message>
        <source>It is kept apart from chats and models, in a file that only you can read</source>
        <translation>Er wird getrennt von Chats und Modellen behalten, in einer Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>It needs LangGraph, which is not installed yet; this command installs it:</source>
        <translation>Es braucht LangGraph, das noch nicht installiert ist; dieser Befehl installiert es:</translation>
    </message>
    <message>
        <source>It reads the whole procedure before every message</source>
        <translation>Es liest vor jeder Nachricht den ganzen Ablauf</translation>
    </message>
    <message>
        <source>Its conversation is over</source>
        <translation>Sein Gespräch ist zu Ende</translation>
    </message>
    <message>
        <source>Its first word came cold: nothing of what it read was in memory yet.</source>
        <translation>Das erste Wort kam kalt: Nichts vom Gelesenen war schon im Speicher.</translation>
    </message>
    <message>
        <source>Its first word came warm: part of what it read was still in memory.</source>
        <translation>Das erste Wort kam warm: Ein Teil des Gelesenen war noch im Speicher.</translation>
    </message>
    <message>
        <source>Keep chats with the model</source>
        <translation>Chats beim Modell behalten</translation>
    </message>
    <message>
        <source>Keep its notes to what the chart allows</source>
        <translation>Seine Notizen an das Diagramm binden</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Knows: {entry}</source>
        <translation>Weiß: {entry}</translation>
    </message>
    <message>
        <source>Looks up {tool}</source>
        <translation>Schlägt nach: {tool}</translation>
    </message>
    <message>
        <source>Looks up {tool} ({given})</source>
        <translation>Schlägt nach: {tool} ({given})</translation>
    </message>
    <message>
        <source>Messages off the chart</source>
        <translation>Nachrichten abseits des Diagramms</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Nearly the same base (it has changed since)</source>
        <translation>Fast dieselbe Basis (sie hat sich seither geändert)</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>No other chats are kept</source>
        <translation>Keine anderen Chats sind behalten</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht beantwortet</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Nothing was compiled from a procedure yet. Compile this one, and its model can be talked to here.</source>
        <translation>Noch wurde kein Ablauf kompiliert. Kompilieren Sie diesen, dann können Sie hier mit seinem Modell sprechen.</translation>
    </message>
    <message>
        <source>One more seat: {seat}.</source>
        <translation>Ein Platz mehr: {seat}.</translation>
    </message>
    <message>
        <source>Open a compile's folder…</source>
        <translation>Ordner einer Kompilierung öffnen …</translation>
    </message>
    <message>
        <source>Open as a page</source>
        <translation>Als Seite öffnen</translation>
    </message>
    <message>
        <source>Orchestrated</source>
        <translation>Geführt</translation>
    </message>
    <message>
        <source>Other models and servers are not the same base, so only their answers compare.</source>
        <translation>Andere Modelle und Server haben nicht dieselbe Basis, also lassen sich nur ihre Antworten vergleichen.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spielen</translation>
    </message>
    <message>
        <source>Play many conversations</source>
        <translation>Viele Gespräche spielen</translation>
    </message>
    <message>
        <source>Play many conversations…</source>
        <translation>Viele Gespräche spielen …</translation>
    </message>
    <message>
        <source>Prices: {seat}</source>
        <translation>Preise: {seat}</translation>
    </message>
    <message>
        <source>Prompted</source>
        <translation>Mit Vorgabe</translation>
    </message>
    <message>
        <source>Read {number} tokens, {kept} of them still in memory.</source>
        <translation>{number} Token gelesen, davon {kept} noch im Speicher.</translation>
    </message>
    <message>
        <source>Reads…</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <source>Remove this seat</source>
        <translation>Diesen Platz entfernen</translation>
    </message>
    <message>
        <source>Requests in a conversation</source>
        <translation>Anfragen in einem Gespräch</translation>
    </message>
    <message>
        <source>Right messages before the first wrong one</source>
        <translation>Richtige Nachrichten vor der ersten falschen</translation>
    </message>
    <message>
        <source>Same base</source>
        <translation>Gleiche Basis</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>Senden (Eingabe)</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Show this seat's way on the chart</source>
        <translation>Weg dieses Platzes im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show this step on the chart</source>
        <translation>Diesen Schritt im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop (Escape)</source>
        <translation>Anhalten (Esc)</translation>
    </message>
    <message>
        <source>Talk to another model…</source>
        <translation>Mit einem anderen Modell sprechen …</translation>
    </message>
    <message>
        <source>Talk to what was compiled</source>
        <translation>Mit dem Kompilierten sprechen</translation>
    </message>
    <message>
        <source>Text (*.txt);;All (*)</source>
        <translation>Text (*.txt);;Alle (*)</translation>
    </message>
    <message>
        <source>The agent speaks first</source>
        <translation>Der Agent spricht zuerst</translation>
    </message>
    <message>
        <source>The base model led step by step (LangGraph)</source>
        <translation>Das Basismodell, Schritt für Schritt geführt (LangGraph)</translation>
    </message>
    <message>
        <source>The base model with the procedure in its prompt</source>
        <translation>Das Basismodell mit dem Ablauf in seiner Vorgabe</translation>
    </message>
    <message>
        <source>The branch before</source>
        <translation>Der vorige Zweig</translation>
    </message>
    <message>
        <source>The compiled model</source>
        <translation>Das kompilierte Modell</translation>
    </message>
    <message>
        <source>The conversation is over</source>
        <translation>Das Gespräch ist zu Ende</translation>
    </message>
    <message>
        <source>The conversation is over. Edit an earlier line, or begin a new chat.</source>
        <translation>Das Gespräch ist zu Ende. Ändern Sie eine frühere Zeile oder beginnen Sie einen neuen Chat.</translation>
    </message>
    <message>
        <source>The conversation is over: broken off</source>
        <translation>Das Gespräch ist zu Ende: abgebrochen</translation>
    </message>
    <message>
        <source>The conversation is over: done</source>
        <translation>Das Gespräch ist zu Ende: erledigt</translation>
    </message>
    <message>
        <source>The conversation is over: handed to a person</source>
        <translation>Das Gespräch ist zu Ende: an einen Menschen gegeben</translation>
    </message>
    <message>
        <source>The conversation is over: refused</source>
        <translation>Das Gespräch ist zu Ende: abgewiesen</translation>
    </message>
    <message>
        <source>The line, to be edited</source>
        <translation>Die Zeile zum Ändern</translation>
    </message>
    <message>
        <source>The model is being loaded…</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>The next branch</source>
        <translation>Der nächste Zweig</translation>
    </message>
    <message>
        <source>The playing stopped.</source>
        <translation>Das Spielen brach ab.</translation>
    </message>
    <message>
        <source>The same conversations against every seat, as a plot and a table</source>
        <translation>Dieselben Gespräche mit jedem Platz, als Bild und als Tabelle</translation>
    </message>
    <message>
        <source>The same conversations for every seat, one after another: {seats}.</source>
        <translation>Dieselben Gespräche für jeden Platz, einer nach dem anderen: {seats}.</translation>
    </message>
    <message>
        <source>The seats compared</source>
        <translation>Die Plätze im Vergleich</translation>
    </message>
    <message>
        <source>The server does not count tokens; these are estimated.</source>
        <translation>Der Server zählt keine Token; diese sind geschätzt.</translation>
    </message>
    <message>
        <source>The server may be outside the premises; what is said goes there</source>
        <translation>Der Server ist vielleicht außer Haus; das Gesagte geht dorthin</translation>
    </message>
    <message>
        <source>They lie in the compile's folder, where only you can read them, and go when it is deleted</source>
        <translation>Sie liegen im Ordner der Kompilierung, wo nur Sie sie lesen können, und werden mit ihm gelöscht</translation>
    </message>
    <message>
        <source>Thinks…</source>
        <translation>Überlegt …</translation>
    </message>
    <message>
        <source>This is not on the chart</source>
        <translation>Das steht nicht im Diagramm</translation>
    </message>
    <message>
        <source>Time of a conversation</source>
        <translation>Zeit eines Gesprächs</translation>
    </message>
    <message>
        <source>Tokens read in a conversation</source>
        <translation>In einem Gespräch gelesene Token</translation>
    </message>
    <message>
        <source>Tokens written in a conversation</source>
        <translation>In einem Gespräch geschriebene Token</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Wartet, bis es dran ist</translation>
    </message>
    <message>
        <source>What 1,000 conversations like this one would cost with this seat. Press to enter your prices.</source>
        <translation>Was 1.000 solche Gespräche mit diesem Platz kosten würden. Drücken, um Ihre Preise einzutragen.</translation>
    </message>
    <message>
        <source>What it noted before it spoke</source>
        <translation>Was es notierte, bevor es sprach</translation>
    </message>
    <message>
        <source>What the customer says</source>
        <translation>Was der Kunde sagt</translation>
    </message>
    <message>
        <source>Where it is less than {sure} sure of a decision it asks again. When checked, it did so {asked} of the time and was right {right} of the others.</source>
        <translation>Wo es sich einer Entscheidung weniger als {sure} sicher ist, fragt es nach. Beim Prüfen tat es das in {asked} der Fälle und lag in {right} der übrigen richtig.</translation>
    </message>
    <message>
        <source>Write as the customer would…</source>
        <translation>Schreiben, wie der Kunde es täte …</translation>
    </message>
    <message>
        <source>Writes…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation>In {file} geschrieben.</translation>
    </message>
    <message>
        <source>Wrote {number} tokens, notes included.</source>
        <translation>{number} Token geschrieben, mit Notizen.</translation>
    </message>
    <message>
        <source>You: {words}</source>
        <translation>Sie: {words}</translation>
    </message>
    <message>
        <source>a correction</source>
        <translation>eine Berichtigung</translation>
    </message>
    <message>
        <source>a goodbye</source>
        <translation>einen Abschied</translation>
    </message>
    <message>
        <source>a question</source>
        <translation>eine Frage</translation>
    </message>
    <message>
        <source>a wish for a person</source>
        <translation>den Wunsch nach einem Menschen</translation>
    </message>
    <message>
        <source>an answer</source>
        <translation>eine Antwort</translation>
    </message>
    <message>
        <source>an attempt to mislead</source>
        <translation>den Versuch, es irrezuführen</translation>
    </message>
    <message>
        <source>another version</source>
        <translation>eine andere Fassung</translation>
    </message>
    <message>
        <source>as it is drawn now</source>
        <translation>wie jetzt gezeichnet</translation>
    </message>
    <message>
        <source>at least {amount}</source>
        <translation>mindestens {amount}</translation>
    </message>
    <message>
        <source>chat talk test model conversation seats</source>
        <translation>Chat sprechen testen Modell Gespräch Plätze</translation>
    </message>
    <message>
        <source>first word {time}</source>
        <translation>erstes Wort {time}</translation>
    </message>
    <message>
        <source>first word {time} (cold)</source>
        <translation>erstes Wort {time} (kalt)</translation>
    </message>
    <message>
        <source>no cost yet</source>
        <translation>noch keine Kosten</translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation>noch nicht geladen</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>nothing definite</source>
        <translation>nichts Bestimmtes</translation>
    </message>
    <message>
        <source>only if the server asks for one</source>
        <translation>nur wenn der Server einen verlangt</translation>
    </message>
    <message>
        <source>read {number}</source>
        <translation>gelesen {number}</translation>
    </message>
    <message>
        <source>something else altogether</source>
        <translation>etwas ganz anderes</translation>
    </message>
    <message>
        <source>something that cannot be right</source>
        <translation>etwas, das nicht stimmen kann</translation>
    </message>
    <message>
        <source>that no answer is wanted</source>
        <translation>dass keine Antwort gewünscht ist</translation>
    </message>
    <message>
        <source>the server's name for it</source>
        <translation>wie der Server es nennt</translation>
    </message>
    <message>
        <source>what was looked up</source>
        <translation>was nachgeschlagen wurde</translation>
    </message>
    <message>
        <source>wrote {number}</source>
        <translation>geschrieben {number}</translation>
    </message>
    <message>
        <source>{amount} per 1,000</source>
        <translation>{amount} je 1.000</translation>
    </message>
    <message>
        <source>{amount} per 1,000 conversations</source>
        <translation>{amount} je 1.000 Gespräche</translation>
    </message>
    <message>
        <source>{base}, same sampling, same hardware, one after another.</source>
        <translation>{base}, gleiche Auswahl der Worte, gleicher Computer, nacheinander.</translation>
    </message>
    <message>
        <source>{move} (not on the chart)</source>
        <translation>{move} (nicht im Diagramm)</translation>
    </message>
    <message>
        <source>{name}: trying it out</source>
        <translation>{name}: Ausprobieren</translation>
    </message>
    <message>
        <source>{number} billion parameters</source>
        <translation>{number} Milliarden Parameter</translation>
    </message>
    <message>
        <source>{number} million parameters</source>
        <translation>{number} Millionen Parameter</translation>
    </message>
    <message>
        <source>{number} plain held-out conversations and {number} that leave the path</source>
        <translation>{number} einfache zurückgehaltene Gespräche und {number}, die den Weg verlassen</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>{number} Token/s</translation>
    </message>
    <message>
        <source>“{name}” is being compiled on the graphics card. The chat goes on by itself when that is done.</source>
        <translation>„{name}“ wird gerade auf der Grafikkarte kompiliert. Der Chat geht danach von selbst weiter.</translation>
    </message>
    <message>
        <source>“{name}” is being compiled on this computer, so replies may be slow.</source>
        <translation>„{name}“ wird gerade auf diesem Computer kompiliert, also können Antworten langsam sein.</translation>
    </message>
    <message>
        <source>… of them still in memory</source>
        <translation>… davon noch im Speicher</translation>
    </message>
</context>
<context>
    <name>compile</name>
    <message>
        <source>&amp;Compile…</source>
        <translation>&amp;Kompilieren …</translation>
    </message>
    <message>
        <source>&amp;Stop and keep what was learned</source>
        <translation>An&amp;halten und Gelerntes behalten</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>A compile is at work already. Wait for it, or cancel it first.</source>
        <translation>Es wird schon kompiliert. Warten Sie darauf oder brechen Sie es zuerst ab.</translation>
    </message>
    <message>
        <source>A compile is at work. Close the window all the same?</source>
        <translation>Es wird gerade kompiliert. Das Fenster trotzdem schließen?</translation>
    </message>
    <message>
        <source>A few of the practice conversations</source>
        <translation>Einige der Übungsgespräche</translation>
    </message>
    <message>
        <source>About {time} left in this part.</source>
        <translation>Noch etwa {time} in diesem Teil.</translation>
    </message>
    <message>
        <source>Another compile is at work on this computer. Wait for it, or cancel it first.</source>
        <translation>Auf diesem Computer wird schon etwas kompiliert. Warten Sie darauf oder brechen Sie es zuerst ab.</translation>
    </message>
    <message>
        <source>At most {time} left in all.</source>
        <translation>Insgesamt noch höchstens {time}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the compile</source>
        <translation>Kompilieren abbrechen</translation>
    </message>
    <message>
        <source>Cancel the compile…</source>
        <translation>Kompilieren abbrechen …</translation>
    </message>
    <message>
        <source>Cancel this compile?</source>
        <translation>Dieses Kompilieren abbrechen?</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Choose anew…</source>
        <translation>Neu wählen …</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>Kompilieren</translation>
    </message>
    <message>
        <source>Compile cancelled</source>
        <translation>Kompilieren abgebrochen</translation>
    </message>
    <message>
        <source>Compile paused</source>
        <translation>Kompilieren pausiert</translation>
    </message>
    <message>
        <source>Compiled</source>
        <translation>Kompiliert</translation>
    </message>
    <message>
        <source>Compiled, not ready to use yet</source>
        <translation>Kompiliert, noch nicht einsatzbereit</translation>
    </message>
    <message>
        <source>Compiled, ready to use</source>
        <translation>Kompiliert, einsatzbereit</translation>
    </message>
    <message>
        <source>Compiling teaches a small model to follow this chart by itself. It happens on this computer and takes minutes; you can go on drawing meanwhile.</source>
        <translation>Beim Kompilieren lernt ein kleines Modell, diesem Diagramm von selbst zu folgen. Das geschieht auf diesem Computer und dauert Minuten; Sie können währenddessen weiterzeichnen.</translation>
    </message>
    <message>
        <source>Compiling, {share}</source>
        <translation>Kompiliert, {share}</translation>
    </message>
    <message>
        <source>Conversations that were never practised; the first are tried while teaching goes on.</source>
        <translation>Gespräche, die nie geübt wurden; die ersten werden versucht, während noch gelernt wird.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>Nicht schließen</translation>
    </message>
    <message>
        <source>Draw some steps first; then they can be compiled.</source>
        <translation>Zeichnen Sie zuerst einige Schritte; dann lassen sie sich kompilieren.</translation>
    </message>
    <message>
        <source>Drawing up the plan</source>
        <translation>Plan aufstellen</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on with a smaller setting</source>
        <translation>Mit kleinerer Einstellung weiter</translation>
    </message>
    <message>
        <source>How much of the time it may take is used</source>
        <translation>Wie viel der erlaubten Zeit verbraucht ist</translation>
    </message>
    <message>
        <source>It can go on without the window; when you open the studio again, it is there, or done.</source>
        <translation>Es kann ohne das Fenster weitergehen; wenn Sie das Studio wieder öffnen, ist es noch dabei oder fertig.</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>Es hat nicht geklappt</translation>
    </message>
    <message>
        <source>It takes longer than was reckoned.</source>
        <translation>Es dauert länger als berechnet.</translation>
    </message>
    <message>
        <source>It took {time}.</source>
        <translation>Es hat {time} gedauert.</translation>
    </message>
    <message>
        <source>Its memory</source>
        <translation>Sein Speicher</translation>
    </message>
    <message>
        <source>Leave it running</source>
        <translation>Laufen lassen</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>Weitergehen lassen</translation>
    </message>
    <message>
        <source>Look-up: {told}</source>
        <translation>Nachschlagen: {told}</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Nothing is being compiled</source>
        <translation>Es wird nichts kompiliert</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause the compile, or &amp;go on</source>
        <translation>Kompilieren anhalten oder &amp;weiter</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Pausing as soon as it can</source>
        <translation>Hält an, sobald es geht</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>See where it goes wrong</source>
        <translation>Sehen, wo es schiefgeht</translation>
    </message>
    <message>
        <source>Show the compiles kept</source>
        <translation>Behaltene Kompilierungen zeigen</translation>
    </message>
    <message>
        <source>Show what was found</source>
        <translation>Befunde zeigen</translation>
    </message>
    <message>
        <source>Something is wrong with the chart. Mend what is listed as a problem, and compile again.</source>
        <translation>Mit dem Diagramm stimmt etwas nicht. Beheben Sie, was als Problem aufgeführt ist, und kompilieren Sie erneut.</translation>
    </message>
    <message>
        <source>Stages of the compile</source>
        <translation>Abschnitte des Kompilierens</translation>
    </message>
    <message>
        <source>Still to learn, over the minutes</source>
        <translation>Noch zu lernen, über die Minuten</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Anhalten und behalten</translation>
    </message>
    <message>
        <source>Stop and keep what was learned</source>
        <translation>Anhalten und Gelerntes behalten</translation>
    </message>
    <message>
        <source>Stopping, and keeping what was learned</source>
        <translation>Wird angehalten, Gelerntes bleibt</translation>
    </message>
    <message>
        <source>Talk to it</source>
        <translation>Damit sprechen</translation>
    </message>
    <message>
        <source>Teach a small model to follow this chart</source>
        <translation>Einem kleinen Modell beibringen, diesem Diagramm zu folgen</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Test conversations followed exactly</source>
        <translation>Genau befolgte Testgespräche</translation>
    </message>
    <message>
        <source>The check before: {right} of {tried} test conversations followed exactly. It practises again, most where it went wrong.</source>
        <translation>Die Prüfung davor: {right} von {tried} Testgesprächen genau befolgt. Es übt noch einmal, am meisten dort, wo es schiefging.</translation>
    </message>
    <message>
        <source>The compile did not work</source>
        <translation>Das Kompilieren hat nicht geklappt</translation>
    </message>
    <message>
        <source>The curve begins with the teaching.</source>
        <translation>Die Kurve beginnt mit dem Lernen.</translation>
    </message>
    <message>
        <source>The first figures come in a moment.</source>
        <translation>Die ersten Zahlen kommen gleich.</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>Das nächste</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Das vorige</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>What it has learned so far is lost. “Stop and keep” ends it and keeps that.</source>
        <translation>Das bisher Gelernte geht verloren. „Anhalten und behalten“ beendet es und behält das.</translation>
    </message>
    <message>
        <source>What it takes of this computer</source>
        <translation>Was es von diesem Computer braucht</translation>
    </message>
    <message>
        <source>What the check found cannot be read.</source>
        <translation>Was die Prüfung ergab, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Writing practice conversations</source>
        <translation>Übungsgespräche schreiben</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>ein paar Sekunden</translation>
    </message>
    <message>
        <source>compile teach train model run build</source>
        <translation>kompilieren lernen trainieren Modell Lauf bauen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>kommt noch</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{name}: press to see more</source>
        <translation>{name}: drücken, um mehr zu sehen</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number} GB</translation>
    </message>
    <message>
        <source>{number} minutes</source>
        <translation>{number} Minuten</translation>
    </message>
    <message>
        <source>{number} seconds</source>
        <translation>{number} Sekunden</translation>
    </message>
    <message>
        <source>{right} of {tried} in the check of the packed model</source>
        <translation>{right} von {tried} bei der Prüfung des gepackten Modells</translation>
    </message>
    <message>
        <source>{right} of {tried} in the last quick test; the real check comes at the end</source>
        <translation>{right} von {tried} im letzten Schnelltest; die eigentliche Prüfung kommt am Ende</translation>
    </message>
    <message>
        <source>{share} of what there was at the beginning</source>
        <translation>{share} von dem, was es am Anfang war</translation>
    </message>
    <message>
        <source>{stage}, round {number}</source>
        <translation>{stage}, Runde {number}</translation>
    </message>
    <message>
        <source>{time} so far.</source>
        <translation>Bisher {time}.</translation>
    </message>
    <message>
        <source>{used} of {all}</source>
        <translation>{used} von {all}</translation>
    </message>
    <message>
        <source>{used} of {all} cores</source>
        <translation>{used} von {all} Kernen</translation>
    </message>
</context>
<context>
    <name>document</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Answers at any step</source>
        <translation>Antworten bei jedem Schritt</translation>
    </message>
    <message>
        <source>Asks for: {fields}</source>
        <translation>Fragt nach: {fields}</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>By the answer kept in {field}:</source>
        <translation>Nach der Antwort in {field}:</translation>
    </message>
    <message>
        <source>By what is known, the first that holds:</source>
        <translation>Nach dem, was bekannt ist; das erste Zutreffende gilt:</translation>
    </message>
    <message>
        <source>By what the person has just said:</source>
        <translation>Nach dem, was die Person gerade gesagt hat:</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>It begins with {step}.</source>
        <translation>Er beginnt mit {step}.</translation>
    </message>
    <message>
        <source>It is about: {scope}</source>
        <translation>Worum es geht: {scope}</translation>
    </message>
    <message>
        <source>Keeps: {values}</source>
        <translation>Behält: {values}</translation>
    </message>
    <message>
        <source>Looks for: {values}</source>
        <translation>Sucht nach: {values}</translation>
    </message>
    <message>
        <source>Looks it up in {table}.</source>
        <translation>Schlägt nach in {table}.</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Nötig</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>Notiz: {text}</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>The answer is</source>
        <translation>Lautet die Antwort</translation>
    </message>
    <message>
        <source>The conversation ends with a refusal.</source>
        <translation>Das Gespräch endet mit einer Ablehnung.</translation>
    </message>
    <message>
        <source>The conversation ends with success.</source>
        <translation>Das Gespräch endet mit Erfolg.</translation>
    </message>
    <message>
        <source>The conversation ends, given up.</source>
        <translation>Das Gespräch endet ohne Ergebnis.</translation>
    </message>
    <message>
        <source>The conversation is passed to a person.</source>
        <translation>Das Gespräch geht an einen Menschen über.</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Then: {step}</source>
        <translation>Dann: {step}</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Whatever the step</source>
        <translation>Bei jedem Schritt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>When asked</source>
        <translation>Auf die Frage</translation>
    </message>
    <message>
        <source>When asked again: {text}</source>
        <translation>Wenn erneut gefragt wird: {text}</translation>
    </message>
    <message>
        <source>When somebody</source>
        <translation>Wenn jemand</translation>
    </message>
    <message>
        <source>Word for word</source>
        <translation>Wortwörtlich</translation>
    </message>
    <message>
        <source>a choice</source>
        <translation>eine Auswahl</translation>
    </message>
    <message>
        <source>a code</source>
        <translation>ein Code</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>ein Datum</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a phone number</source>
        <translation>eine Telefonnummer</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>an amount of money</source>
        <translation>ein Geldbetrag</translation>
    </message>
    <message>
        <source>an e-mail address</source>
        <translation>eine E-Mail-Adresse</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>answers unclearly</source>
        <translation>unklar antwortet</translation>
    </message>
    <message>
        <source>answers, then asks again.</source>
        <translation>antwortet und fragt dann erneut.</translation>
    </message>
    <message>
        <source>asks</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>asks again, at most twice.</source>
        <translation>fragt erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>asks for something else</source>
        <translation>etwas anderes möchte</translation>
    </message>
    <message>
        <source>asks something that can be answered</source>
        <translation>etwas fragt, das sich beantworten lässt</translation>
    </message>
    <message>
        <source>corrects an earlier answer</source>
        <translation>eine frühere Antwort berichtigt</translation>
    </message>
    <message>
        <source>decides</source>
        <translation>entscheidet</translation>
    </message>
    <message>
        <source>does not want to tell</source>
        <translation>etwas nicht angeben möchte</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>ends the conversation.</source>
        <translation>beendet das Gespräch.</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>gives an answer that is not valid</source>
        <translation>eine ungültige Antwort gibt</translation>
    </message>
    <message>
        <source>goes on without it where it is not needed, else asks again, at most twice.</source>
        <translation>macht ohne die Angabe weiter, wo sie nicht nötig ist; sonst fragt er erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is known</source>
        <translation>ist bekannt</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>keeps it all, and skips what need not be asked any more.</source>
        <translation>behält alles und überspringt, was nicht mehr gefragt werden muss.</translation>
    </message>
    <message>
        <source>keeps the new answer and goes back to the first step that it changes.</source>
        <translation>behält die neue Antwort und geht zum ersten Schritt zurück, den sie ändert.</translation>
    </message>
    <message>
        <source>looks up</source>
        <translation>schlägt nach</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>nowhere yet</source>
        <translation>noch nirgendwohin</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>sonst</translation>
    </message>
    <message>
        <source>passes the conversation on.</source>
        <translation>gibt das Gespräch weiter.</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>says</source>
        <translation>sagt</translation>
    </message>
    <message>
        <source>says what it is for, then asks again.</source>
        <translation>sagt, wofür er da ist, und fragt dann erneut.</translation>
    </message>
    <message>
        <source>says what was expected and asks again, at most twice.</source>
        <translation>sagt, was erwartet war, und fragt erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>tells more than was asked</source>
        <translation>mehr sagt, als gefragt war</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>tut der Agent dies</translation>
    </message>
    <message>
        <source>tries once more, then passes the conversation on.</source>
        <translation>versucht es noch einmal und gibt das Gespräch dann weiter.</translation>
    </message>
    <message>
        <source>tries to have rules broken</source>
        <translation>Regeln brechen lassen will</translation>
    </message>
    <message>
        <source>waits and a look-up fails</source>
        <translation>wartet und das Nachschlagen misslingt</translation>
    </message>
    <message>
        <source>wants to speak to a person</source>
        <translation>mit einem Menschen sprechen möchte</translation>
    </message>
    <message>
        <source>wants to stop</source>
        <translation>aufhören möchte</translation>
    </message>
    <message>
        <source>word for word</source>
        <translation>wortwörtlich</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>{step}, at most {limit} times</source>
        <translation>{step}, höchstens {limit} Mal</translation>
    </message>
    <message>
        <source>{step}, at most {limit} times, then {other}</source>
        <translation>{step}, höchstens {limit} Mal, dann {other}</translation>
    </message>
</context>
<context>
    <name>drawing</name>
    <message>
        <source>A picture of {wide} × {high} pixels is too large.</source>
        <translation>Ein Bild von {wide} × {high} Bildpunkten ist zu groß.</translation>
    </message>
    <message>
        <source>Add a step first.</source>
        <translation>Fügen Sie zuerst einen Schritt hinzu.</translation>
    </message>
    <message>
        <source>Choose a smaller scale, or SVG or PDF, which have none.</source>
        <translation>Wählen Sie eine kleinere Größe, oder SVG oder PDF, die keine Grenze haben.</translation>
    </message>
    <message>
        <source>There is no step to draw yet.</source>
        <translation>Es gibt noch keinen Schritt zu zeichnen.</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>A picture, a PDF or a document</source>
        <translation>Ein Bild, ein PDF oder ein Dokument</translation>
    </message>
    <message>
        <source>Document as a web page (HTML)</source>
        <translation>Dokument als Webseite (HTML)</translation>
    </message>
    <message>
        <source>Document: the chart, then everything in words (PDF)</source>
        <translation>Dokument: das Diagramm, dann alles in Worten (PDF)</translation>
    </message>
    <message>
        <source>Drawing of the chart, sharp at any size (SVG)</source>
        <translation>Zeichnung des Diagramms, in jeder Größe scharf (SVG)</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>Exportiert nach {path}</translation>
    </message>
    <message>
        <source>Picture of the chart (PNG)</source>
        <translation>Bild des Diagramms (PNG)</translation>
    </message>
    <message>
        <source>The chart on one page (PDF)</source>
        <translation>Das Diagramm auf einer Seite (PDF)</translation>
    </message>
    <message>
        <source>The chart over several pages (PDF)</source>
        <translation>Das Diagramm über mehrere Seiten (PDF)</translation>
    </message>
    <message>
        <source>The chart, and everything in words</source>
        <translation>Das Diagramm und alles in Worten</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Das Schreiben von {name}</translation>
    </message>
    <message>
        <source>png svg pdf html picture save</source>
        <translation>png svg pdf html Bild speichern</translation>
    </message>
</context>
<context>
    <name>filing</name>
    <message>
        <source>Open a procedure</source>
        <translation>Ablauf öffnen</translation>
    </message>
    <message>
        <source>Procedures (*{suffix});;All files (*)</source>
        <translation>Abläufe (*{suffix});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the changes to “{title}”?</source>
        <translation>Die Änderungen an „{title}“ speichern?</translation>
    </message>
    <message>
        <source>Save the procedure</source>
        <translation>Ablauf speichern</translation>
    </message>
    <message>
        <source>Without saving, they are lost.</source>
        <translation>Ohne Speichern gehen sie verloren.</translation>
    </message>
</context>
<context>
    <name>gestures</name>
    <message>
        <source>&amp;Begin with this step</source>
        <translation>&amp;Mit diesem Schritt beginnen</translation>
    </message>
    <message>
        <source>&amp;Connect to a step…</source>
        <translation>Mit einem Schritt &amp;verbinden …</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Next step…</source>
        <translation>&amp;Nächster Schritt …</translation>
    </message>
    <message>
        <source>&amp;Next way out</source>
        <translation>&amp;Nächster Weg</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>&amp;Previous way out</source>
        <translation>Voriger We&amp;g</translation>
    </message>
    <message>
        <source>Align &amp;bottom</source>
        <translation>&amp;Unten ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;centre</source>
        <translation>Mitti&amp;g ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;left</source>
        <translation>&amp;Links ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;middle</source>
        <translation>Auf halber &amp;Höhe ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;right</source>
        <translation>&amp;Rechts ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;top</source>
        <translation>&amp;Oben ausrichten</translation>
    </message>
    <message>
        <source>Align steps</source>
        <translation>Schritte ausrichten</translation>
    </message>
    <message>
        <source>Ask a question</source>
        <translation>Eine Frage stellen</translation>
    </message>
    <message>
        <source>Choose what comes after the selected step, or into the selected edge</source>
        <translation>Wählen, was nach dem gewählten Schritt oder in den gewählten Weg kommt</translation>
    </message>
    <message>
        <source>Connect to a step…</source>
        <translation>Mit einem Schritt verbinden …</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>ausschneiden</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>Ver&amp;doppeln</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Distribute &amp;across</source>
        <translation>Nebeneinander verte&amp;ilen</translation>
    </message>
    <message>
        <source>Distribute &amp;down</source>
        <translation>Untereinander ver&amp;teilen</translation>
    </message>
    <message>
        <source>Distribute steps</source>
        <translation>Schritte verteilen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>verdoppeln</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Even gaps between the steps</source>
        <translation>Gleiche Abstände zwischen den Schritten</translation>
    </message>
    <message>
        <source>Fields and tools that the steps need came along.</source>
        <translation>Felder und Werkzeuge, die die Schritte brauchen, kamen mit.</translation>
    </message>
    <message>
        <source>Go through the ways out of the selected step</source>
        <translation>Durch die Wege aus dem gewählten Schritt gehen</translation>
    </message>
    <message>
        <source>Lead the way on to a step that is drawn already</source>
        <translation>Den Weg zu einem schon gezeichneten Schritt führen</translation>
    </message>
    <message>
        <source>Let the conversation begin with the selected step</source>
        <translation>Das Gespräch mit dem gewählten Schritt beginnen lassen</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mitteilung</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten verschieben</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links verschieben</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts verschieben</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben verschieben</translation>
    </message>
    <message>
        <source>Nothing of a chart is on the clipboard. Copy some steps first.</source>
        <translation>In der Zwischenablage liegt nichts von einem Diagramm. Kopieren Sie zuerst einige Schritte.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>einfügen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Say something</source>
        <translation>Etwas sagen</translation>
    </message>
    <message>
        <source>The agent looks something up in a table</source>
        <translation>Der Agent schlägt etwas in einer Tabelle nach</translation>
    </message>
    <message>
        <source>The agent says something and goes on</source>
        <translation>Der Agent sagt etwas und geht weiter</translation>
    </message>
    <message>
        <source>The agent says something and waits for the answer</source>
        <translation>Der Agent sagt etwas und wartet auf die Antwort</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The conversation closes here</source>
        <translation>Das Gespräch endet hier</translation>
    </message>
    <message>
        <source>The way parts, by what was said or by fields</source>
        <translation>Der Weg teilt sich, nach dem Gesagten oder nach Feldern</translation>
    </message>
    <message>
        <source>To the step &amp;after</source>
        <translation>Zum Schritt &amp;danach</translation>
    </message>
    <message>
        <source>To the step &amp;before</source>
        <translation>Zum Schritt da&amp;vor</translation>
    </message>
    <message>
        <source>To the step on the &amp;left</source>
        <translation>Zum Schritt &amp;links</translation>
    </message>
    <message>
        <source>To the step on the &amp;right</source>
        <translation>Zum Schritt &amp;rechts</translation>
    </message>
    <message>
        <source>Use a tool</source>
        <translation>Ein Werkzeug benutzen</translation>
    </message>
    <message>
        <source>append add new</source>
        <translation>anhängen hinzufügen neu</translation>
    </message>
    <message>
        <source>append add new step</source>
        <translation>anhängen hinzufügen neuer Schritt</translation>
    </message>
    <message>
        <source>edge arrow link</source>
        <translation>Weg Pfeil Verbindung</translation>
    </message>
    <message>
        <source>first start</source>
        <translation>erster Anfang</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>nudge shift</source>
        <translation>schieben rücken</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{move}, a little</source>
        <translation>{move}, ein wenig</translation>
    </message>
    <message>
        <source>{verb} step</source>
        <translation>Schritt {verb}</translation>
    </message>
    <message>
        <source>{verb} the selection</source>
        <translation>Auswahl {verb}</translation>
    </message>
    <message>
        <source>{verb} {number} steps</source>
        <translation>{number} Schritte {verb}</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>A look-up fails</source>
        <translation>Das Nachschlagen misslingt</translation>
    </message>
    <message>
        <source>A row fits what is known</source>
        <translation>Eine Zeile passt zum Bekannten</translation>
    </message>
    <message>
        <source>A row fits, and its column "outcome" says refused</source>
        <translation>Eine Zeile passt, und in ihrer Spalte „outcome“ steht refused</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Handeln</translation>
    </message>
    <message>
        <source>Amount of money</source>
        <translation>Geldbetrag</translation>
    </message>
    <message>
        <source>Any text</source>
        <translation>Beliebiger Text</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Closes the conversation.</source>
        <translation>Beendet das Gespräch.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copy two columns of a spreadsheet: the question, and the answer.</source>
        <translation>Kopieren Sie zwei Spalten einer Tabellenkalkulation: die Frage und die Antwort.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Done as hoped</source>
        <translation>Wie gewünscht erledigt</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Edit the &amp;details</source>
        <translation>&amp;Einzelheiten bearbeiten</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Go to the details of what is selected; Escape comes back</source>
        <translation>Zu den Einzelheiten des Ausgewählten; Esc führt zurück</translation>
    </message>
    <message>
        <source>Handed to a person</source>
        <translation>An einen Menschen gegeben</translation>
    </message>
    <message>
        <source>Looks something up in a table.</source>
        <translation>Schlägt etwas in einer Tabelle nach.</translation>
    </message>
    <message>
        <source>No row fits what is known</source>
        <translation>Keine Zeile passt zum Bekannten</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>Eines von mehreren</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Sagen</translation>
    </message>
    <message>
        <source>Says nothing: the way parts here.</source>
        <translation>Sagt nichts: Hier teilt sich der Weg.</translation>
    </message>
    <message>
        <source>Says something and goes on.</source>
        <translation>Sagt etwas und geht weiter.</translation>
    </message>
    <message>
        <source>Says something and waits.</source>
        <translation>Sagt etwas und wartet.</translation>
    </message>
    <message>
        <source>The agent answers from the knowledge, then asks again.</source>
        <translation>Der Agent antwortet aus dem Wissen und fragt dann erneut.</translation>
    </message>
    <message>
        <source>The agent asks again, twice at most, then hands over.</source>
        <translation>Der Agent fragt erneut, höchstens zweimal, und gibt dann weiter.</translation>
    </message>
    <message>
        <source>The agent changes it and goes on from there.</source>
        <translation>Der Agent ändert es und macht dort weiter.</translation>
    </message>
    <message>
        <source>The agent hands over.</source>
        <translation>Der Agent gibt weiter.</translation>
    </message>
    <message>
        <source>The agent keeps it and does not ask for it again.</source>
        <translation>Der Agent behält es und fragt nicht noch einmal danach.</translation>
    </message>
    <message>
        <source>The agent says goodbye.</source>
        <translation>Der Agent verabschiedet sich.</translation>
    </message>
    <message>
        <source>The agent says what it is there for, then asks again.</source>
        <translation>Der Agent sagt, wofür er da ist, und fragt dann erneut.</translation>
    </message>
    <message>
        <source>The agent says why and asks again, twice at most.</source>
        <translation>Der Agent sagt, warum, und fragt erneut, höchstens zweimal.</translation>
    </message>
    <message>
        <source>The agent stays with its task and asks again.</source>
        <translation>Der Agent bleibt bei seiner Aufgabe und fragt erneut.</translation>
    </message>
    <message>
        <source>The agent tries once more, then hands over.</source>
        <translation>Der Agent versucht es noch einmal und gibt dann weiter.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The clipboard holds no table of questions and answers.</source>
        <translation>Die Zwischenablage enthält keine Tabelle mit Fragen und Antworten.</translation>
    </message>
    <message>
        <source>The look-up did not work, or the column "outcome" says error</source>
        <translation>Das Nachschlagen ging nicht, oder in der Spalte „outcome“ steht error</translation>
    </message>
    <message>
        <source>Their answer cannot be used</source>
        <translation>Die Antwort ist unbrauchbar</translation>
    </message>
    <message>
        <source>They answer unclearly</source>
        <translation>Unklare Antwort</translation>
    </message>
    <message>
        <source>They ask for something else</source>
        <translation>Ein anderer Wunsch</translation>
    </message>
    <message>
        <source>They ask something</source>
        <translation>Eine Zwischenfrage</translation>
    </message>
    <message>
        <source>They correct an earlier answer</source>
        <translation>Berichtigung einer früheren Antwort</translation>
    </message>
    <message>
        <source>They say more than was asked</source>
        <translation>Mehr gesagt, als gefragt war</translation>
    </message>
    <message>
        <source>They try to trick the agent</source>
        <translation>Versuch, den Agenten zu überlisten</translation>
    </message>
    <message>
        <source>They want to stop</source>
        <translation>Wunsch aufzuhören</translation>
    </message>
    <message>
        <source>They want to talk to a person</source>
        <translation>Wunsch nach einem Menschen</translation>
    </message>
    <message>
        <source>They would rather not say</source>
        <translation>Lieber keine Angabe</translation>
    </message>
    <message>
        <source>Turned down</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Where the field is needed, the agent asks again, then closes.</source>
        <translation>Wo das Feld nötig ist, fragt der Agent erneut und beendet dann.</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>inspector properties edit panel</source>
        <translation>Eigenschaften Einzelheiten bearbeiten</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is after</source>
        <translation>ist nach</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is before</source>
        <translation>ist vor</translation>
    </message>
    <message>
        <source>is known</source>
        <translation>ist bekannt</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>is on or after</source>
        <translation>ist am oder nach</translation>
    </message>
    <message>
        <source>is on or before</source>
        <translation>ist am oder vor</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>Language as the system's</source>
        <translation>Sprache wie das System</translation>
    </message>
    <message>
        <source>language translation English German</source>
        <translation>Sprache Übersetzung Englisch Deutsch</translation>
    </message>
</context>
<context>
    <name>leftovers</name>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Fields added</source>
        <translation>Felder hinzugefügt</translation>
    </message>
    <message>
        <source>Fields changed</source>
        <translation>Felder geändert</translation>
    </message>
    <message>
        <source>Fields removed</source>
        <translation>Felder entfernt</translation>
    </message>
    <message>
        <source>Reading unsaved work</source>
        <translation>Das Lesen ungespeicherter Arbeit</translation>
    </message>
    <message>
        <source>Steps added</source>
        <translation>Schritte hinzugefügt</translation>
    </message>
    <message>
        <source>Steps changed</source>
        <translation>Schritte geändert</translation>
    </message>
    <message>
        <source>Steps removed</source>
        <translation>Schritte entfernt</translation>
    </message>
    <message>
        <source>Steps were moved</source>
        <translation>Schritte wurden verschoben</translation>
    </message>
    <message>
        <source>Tables added</source>
        <translation>Tabellen hinzugefügt</translation>
    </message>
    <message>
        <source>Tables changed</source>
        <translation>Tabellen geändert</translation>
    </message>
    <message>
        <source>Tables removed</source>
        <translation>Tabellen entfernt</translation>
    </message>
    <message>
        <source>The answers at any step changed</source>
        <translation>Die Antworten bei jedem Schritt sind geändert</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>What happens off the path changed</source>
        <translation>Was abseits des Wegs geschieht, ist geändert</translation>
    </message>
    <message>
        <source>What the procedure says of itself changed</source>
        <translation>Was der Ablauf über sich sagt, ist geändert</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
</context>
<context>
    <name>panels</name>
    <message>
        <source>&amp;Compare with…</source>
        <translation>&amp;Vergleichen mit …</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>&amp;Keep the rehearsal as a test case</source>
        <translation>Probe als Testfall &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Play or pause the rehearsal</source>
        <translation>Probe abs&amp;pielen oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Rehearse from the beginning</source>
        <translation>Von vorn p&amp;roben</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 Befund</translation>
    </message>
    <message>
        <source>1 piece of advice</source>
        <translation>1 Rat</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>1 text</source>
        <translation>1 Text</translation>
    </message>
    <message>
        <source>1 way out</source>
        <translation>1 Weg</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Rat</translation>
    </message>
    <message>
        <source>Compare with another &amp;file…</source>
        <translation>Mit anderer Datei ver&amp;gleichen …</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Find and &amp;replace…</source>
        <translation>Suchen und &amp;ersetzen …</translation>
    </message>
    <message>
        <source>Find words in all texts</source>
        <translation>Wörter in allen Texten suchen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How many conversations, how many minutes, and what is never reached</source>
        <translation>Wie viele Gespräche, wie viele Minuten, und was nie erreicht wird</translation>
    </message>
    <message>
        <source>Mend with Control and Enter: {mend}.</source>
        <translation>Mit Strg und Eingabe beheben: {mend}.</translation>
    </message>
    <message>
        <source>Mended: {mend}.</source>
        <translation>Behoben: {mend}.</translation>
    </message>
    <message>
        <source>Nobody answers ahead there.</source>
        <translation>Niemand antwortet dort im Voraus.</translation>
    </message>
    <message>
        <source>Nobody answers vaguely there.</source>
        <translation>Niemand antwortet dort vage.</translation>
    </message>
    <message>
        <source>Nobody asks a question there.</source>
        <translation>Niemand stellt dort eine Frage.</translation>
    </message>
    <message>
        <source>Nobody asks for a person there.</source>
        <translation>Niemand möchte dort einen Menschen.</translation>
    </message>
    <message>
        <source>Nobody asks for something else there.</source>
        <translation>Niemand möchte dort etwas anderes.</translation>
    </message>
    <message>
        <source>Nobody corrects an earlier answer there.</source>
        <translation>Niemand berichtigt dort eine frühere Antwort.</translation>
    </message>
    <message>
        <source>Nobody declines to answer there.</source>
        <translation>Niemand verweigert dort die Antwort.</translation>
    </message>
    <message>
        <source>Nobody gives an answer there that cannot be read.</source>
        <translation>Niemand gibt dort eine unlesbare Antwort.</translation>
    </message>
    <message>
        <source>Nobody gives only a part of the answer there.</source>
        <translation>Niemand gibt dort nur einen Teil der Antwort.</translation>
    </message>
    <message>
        <source>Nobody leaves there.</source>
        <translation>Niemand geht dort.</translation>
    </message>
    <message>
        <source>Nobody tries to talk the agent out of its task there.</source>
        <translation>Niemand versucht dort, den Agenten von seiner Aufgabe abzubringen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Replace words in all texts at once</source>
        <translation>Wörter in allen Texten auf einmal ersetzen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>See every edit and go back to any of them</source>
        <translation>Jede Änderung sehen und zu jeder zurückkehren</translation>
    </message>
    <message>
        <source>See two versions side by side, and what differs in words</source>
        <translation>Zwei Fassungen nebeneinander sehen, mit den Unterschieden in Worten</translation>
    </message>
    <message>
        <source>Show the &amp;history</source>
        <translation>&amp;Verlauf zeigen</translation>
    </message>
    <message>
        <source>Take the last &amp;answer back</source>
        <translation>Letzte &amp;Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>The look-up never fails there.</source>
        <translation>Das Nachschlagen misslingt dort nie.</translation>
    </message>
    <message>
        <source>The whole procedure</source>
        <translation>Der ganze Ablauf</translation>
    </message>
    <message>
        <source>What practice will &amp;cover</source>
        <translation>Was die Übung ab&amp;deckt</translation>
    </message>
    <message>
        <source>What was found at this &amp;step</source>
        <translation>Befunde an diesem &amp;Schritt</translation>
    </message>
    <message>
        <source>What was found at this step</source>
        <translation>Befunde an diesem Schritt</translation>
    </message>
    <message>
        <source>after the last time round: {way}</source>
        <translation>nach der letzten Runde: {way}</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>asked again</source>
        <translation>erneut gefragt</translation>
    </message>
    <message>
        <source>asks</source>
        <translation>fragt</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>coverage plan conversations minutes budget</source>
        <translation>Abdeckung Plan Gespräche Minuten Budget</translation>
    </message>
    <message>
        <source>decides</source>
        <translation>entscheidet</translation>
    </message>
    <message>
        <source>diff difference versions changes</source>
        <translation>Unterschied Fassung Version Änderungen diff</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>looks up</source>
        <translation>schlägt nach</translation>
    </message>
    <message>
        <source>mend fix finding problem</source>
        <translation>beheben Befund Problem</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>no way out</source>
        <translation>kein Weg weiter</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>off the path</source>
        <translation>abseits des Wegs</translation>
    </message>
    <message>
        <source>on the chart</source>
        <translation>auf dem Diagramm</translation>
    </message>
    <message>
        <source>option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>other name</source>
        <translation>anderer Name</translation>
    </message>
    <message>
        <source>persona</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>rehearse walk through try customer test</source>
        <translation>proben durchgehen ausprobieren Kunde Test</translation>
    </message>
    <message>
        <source>says</source>
        <translation>sagt</translation>
    </message>
    <message>
        <source>scope</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>search substitute change</source>
        <translation>Suche ersetzen ändern</translation>
    </message>
    <message>
        <source>search text</source>
        <translation>Suche Text</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>to {step}</source>
        <translation>zu {step}</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>undo redo back versions</source>
        <translation>rückgängig wiederholen zurück Fassungen</translation>
    </message>
    <message>
        <source>{number} findings</source>
        <translation>{number} Befunde</translation>
    </message>
    <message>
        <source>{number} pieces of advice</source>
        <translation>{number} Ratschläge</translation>
    </message>
    <message>
        <source>{number} problems</source>
        <translation>{number} Probleme</translation>
    </message>
    <message>
        <source>{number} texts</source>
        <translation>{number} Texte</translation>
    </message>
    <message>
        <source>{number} ways out</source>
        <translation>{number} Wege</translation>
    </message>
    <message>
        <source>“{kind}” is not practised there.</source>
        <translation>„{kind}“ wird dort nicht geübt.</translation>
    </message>
</context>
<context>
    <name>paper</name>
    <message>
        <source>Choose another printer, or export a PDF.</source>
        <translation>Wählen Sie einen anderen Drucker oder exportieren Sie ein PDF.</translation>
    </message>
    <message>
        <source>Choose larger paper, or fit it on one page.</source>
        <translation>Wählen Sie größeres Papier oder passen Sie es auf eine Seite ein.</translation>
    </message>
    <message>
        <source>The chart would need {number} pages.</source>
        <translation>Das Diagramm bräuchte {number} Seiten.</translation>
    </message>
    <message>
        <source>The pages cannot be drawn.</source>
        <translation>Die Seiten lassen sich nicht zeichnen.</translation>
    </message>
    <message>
        <source>Untitled procedure</source>
        <translation>Unbenannter Ablauf</translation>
    </message>
    <message>
        <source>page {number} of {pages}</source>
        <translation>Seite {number} von {pages}</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>Reihe {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>recent</name>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt benutzt</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>1 conversation first went wrong here.</source>
        <translation>1 Gespräch ging hier zuerst schief.</translation>
    </message>
    <message>
        <source>1 example was added. Compile again to teach it.</source>
        <translation>1 Beispiel wurde hinzugefügt. Kompilieren Sie erneut, damit es gelernt wird.</translation>
    </message>
    <message>
        <source>75% to 90%</source>
        <translation>75 % bis 90 %</translation>
    </message>
    <message>
        <source>90% to 95%</source>
        <translation>90 % bis 95 %</translation>
    </message>
    <message>
        <source>95% to 98%</source>
        <translation>95 % bis 98 %</translation>
    </message>
    <message>
        <source>97% 41× ≥87%: reached 97% of the 41 times it should have been, surely 87% or more. At a decision it counts what was decided, at a way out whether it was taken; what was said and noted there is not counted.</source>
        <translation>97 % 41× ≥87 %: von 41 Malen, die es hätten sein sollen, 97 % erreicht, sicher 87 % oder mehr. Bei einer Entscheidung zählt, was entschieden wurde, bei einem Ausgang, ob er genommen wurde; was dort gesagt und notiert wurde, zählt nicht.</translation>
    </message>
    <message>
        <source>98% and more</source>
        <translation>98 % und mehr</translation>
    </message>
    <message>
        <source>A look-up answered.</source>
        <translation>Ein Nachschlagen hat geantwortet.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add 1 example</source>
        <translation>1 Beispiel hinzufügen</translation>
    </message>
    <message>
        <source>Add examples</source>
        <translation>Beispiele hinzufügen</translation>
    </message>
    <message>
        <source>Add examples here…</source>
        <translation>Hier Beispiele hinzufügen …</translation>
    </message>
    <message>
        <source>Add this line as an example…</source>
        <translation>Diese Zeile als Beispiel hinzufügen …</translation>
    </message>
    <message>
        <source>Add {number} examples</source>
        <translation>{number} Beispiele hinzufügen</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>All places</source>
        <translation>Alle Stellen</translation>
    </message>
    <message>
        <source>At “{step}” it takes “{branch}”.</source>
        <translation>Bei „{step}“ nimmt es „{branch}“.</translation>
    </message>
    <message>
        <source>Compile again…</source>
        <translation>Erneut kompilieren …</translation>
    </message>
    <message>
        <source>Decided right {right} of {total} times, surely {low} or more.</source>
        <translation>{right} von {total} Malen richtig entschieden, sicher {low} oder mehr.</translation>
    </message>
    <message>
        <source>Everything was followed every time.</source>
        <translation>Alles wurde jedes Mal befolgt.</translation>
    </message>
    <message>
        <source>Examples do not help here; compiling again practises it more.</source>
        <translation>Beispiele helfen hier nicht; erneutes Kompilieren übt es mehr.</translation>
    </message>
    <message>
        <source>Examples of {field}</source>
        <translation>Beispiele für {field}</translation>
    </message>
    <message>
        <source>Examples, one a line</source>
        <translation>Beispiele, eines pro Zeile</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>How well it is followed</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>It answered another question</source>
        <translation>Es hat eine andere Frage beantwortet</translation>
    </message>
    <message>
        <source>It answers at “{step}”.</source>
        <translation>Es antwortet bei „{step}“.</translation>
    </message>
    <message>
        <source>It answers the question “{question}”.</source>
        <translation>Es beantwortet die Frage „{question}“.</translation>
    </message>
    <message>
        <source>It begins the conversation.</source>
        <translation>Es beginnt das Gespräch.</translation>
    </message>
    <message>
        <source>It counts this as try number {number}.</source>
        <translation>Es zählt das als Versuch Nummer {number}.</translation>
    </message>
    <message>
        <source>It did not stop speaking</source>
        <translation>Es hörte nicht auf zu sprechen</translation>
    </message>
    <message>
        <source>It goes to “{step}”, as it has been round often enough.</source>
        <translation>Es geht zu „{step}“, weil es oft genug im Kreis war.</translation>
    </message>
    <message>
        <source>It goes to “{step}”, for the {number}. time.</source>
        <translation>Es geht zu „{step}“, zum {number}. Mal.</translation>
    </message>
    <message>
        <source>It goes to “{step}”, where no line leads.</source>
        <translation>Es geht zu „{step}“, wohin kein Weg führt.</translation>
    </message>
    <message>
        <source>It goes to “{step}”.</source>
        <translation>Es geht zu „{step}“.</translation>
    </message>
    <message>
        <source>It hands over to a person.</source>
        <translation>Es gibt an einen Menschen weiter.</translation>
    </message>
    <message>
        <source>It lets the person go.</source>
        <translation>Es lässt den Menschen gehen.</translation>
    </message>
    <message>
        <source>It looked up something else</source>
        <translation>Es hat etwas anderes nachgeschlagen</translation>
    </message>
    <message>
        <source>It looks up {tool}: {arguments}</source>
        <translation>Es schlägt nach, {tool}: {arguments}</translation>
    </message>
    <message>
        <source>It lost its place in the chart</source>
        <translation>Es wusste nicht mehr, wo es im Diagramm ist</translation>
    </message>
    <message>
        <source>It noted a detail wrongly</source>
        <translation>Es hat eine Angabe falsch notiert</translation>
    </message>
    <message>
        <source>It reads {field} as {figure}.</source>
        <translation>Es liest {field} als {figure}.</translation>
    </message>
    <message>
        <source>It said something else</source>
        <translation>Es hat etwas anderes gesagt</translation>
    </message>
    <message>
        <source>It says nothing.</source>
        <translation>Es sagt nichts.</translation>
    </message>
    <message>
        <source>It takes the conversation up in the middle.</source>
        <translation>Es setzt mitten im Gespräch ein.</translation>
    </message>
    <message>
        <source>It takes the message for a correction.</source>
        <translation>Es hält die Nachricht für eine Berichtigung.</translation>
    </message>
    <message>
        <source>It takes the message for a goodbye.</source>
        <translation>Es hält die Nachricht für einen Abschied.</translation>
    </message>
    <message>
        <source>It takes the message for a question.</source>
        <translation>Es hält die Nachricht für eine Frage.</translation>
    </message>
    <message>
        <source>It takes the message for a refusal to tell.</source>
        <translation>Es hält die Nachricht für eine Weigerung.</translation>
    </message>
    <message>
        <source>It takes the message for a wish for a person.</source>
        <translation>Es hält die Nachricht für den Wunsch nach einem Menschen.</translation>
    </message>
    <message>
        <source>It takes the message for an answer that cannot be right.</source>
        <translation>Es hält die Nachricht für eine Antwort, die nicht stimmen kann.</translation>
    </message>
    <message>
        <source>It takes the message for an answer.</source>
        <translation>Es hält die Nachricht für eine Antwort.</translation>
    </message>
    <message>
        <source>It takes the message for an attempt to break the rules.</source>
        <translation>Es hält die Nachricht für den Versuch, die Regeln zu brechen.</translation>
    </message>
    <message>
        <source>It takes the message for an unclear answer.</source>
        <translation>Es hält die Nachricht für eine unklare Antwort.</translation>
    </message>
    <message>
        <source>It takes the message for something else altogether.</source>
        <translation>Es hält die Nachricht für etwas ganz anderes.</translation>
    </message>
    <message>
        <source>It took another way</source>
        <translation>Es nahm einen anderen Weg</translation>
    </message>
    <message>
        <source>It took the message for something else</source>
        <translation>Es hielt die Nachricht für etwas anderes</translation>
    </message>
    <message>
        <source>It wrote no notes that can be read</source>
        <translation>Es schrieb keine lesbaren Notizen</translation>
    </message>
    <message>
        <source>It wrote no notes that can be read.</source>
        <translation>Es schrieb keine lesbaren Notizen.</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>No conversation first went wrong here.</source>
        <translation>Kein Gespräch ging hier zuerst schief.</translation>
    </message>
    <message>
        <source>No report yet</source>
        <translation>Noch kein Bericht</translation>
    </message>
    <message>
        <source>Not met in this check.</source>
        <translation>Kam in dieser Prüfung nicht vor.</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Noch nicht bereit</translation>
    </message>
    <message>
        <source>Nothing of this.</source>
        <translation>Nichts davon.</translation>
    </message>
    <message>
        <source>Open the whole report</source>
        <translation>Ganzen Bericht öffnen</translation>
    </message>
    <message>
        <source>Paint how well it is &amp;followed</source>
        <translation>Zeigen, wie gut es be&amp;folgt wird</translation>
    </message>
    <message>
        <source>Painted on the chart</source>
        <translation>Im Diagramm gezeigt</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>Reached {right} of the {total} times it should have been, surely {low} or more.</source>
        <translation>{right} der {total} Male erreicht, die es hätten sein sollen, sicher {low} oder mehr.</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <translation>Einsatzbereit</translation>
    </message>
    <message>
        <source>Show on the chart how often each step and branch was taken when it should have been</source>
        <translation>Im Diagramm zeigen, wie oft jeder Schritt und Zweig genommen wurde, wenn er sollte</translation>
    </message>
    <message>
        <source>Taken {right} of the {total} times it should have been, surely {low} or more.</source>
        <translation>{right} der {total} Male genommen, die es hätten sein sollen, sicher {low} oder mehr.</translation>
    </message>
    <message>
        <source>The chart was changed since; this is about the version that was compiled.</source>
        <translation>Das Diagramm wurde seither geändert; hier geht es um die kompilierte Fassung.</translation>
    </message>
    <message>
        <source>The look-up failed.</source>
        <translation>Das Nachschlagen misslang.</translation>
    </message>
    <message>
        <source>The look-up found nothing.</source>
        <translation>Das Nachschlagen fand nichts.</translation>
    </message>
    <message>
        <source>The look-up found something.</source>
        <translation>Das Nachschlagen fand etwas.</translation>
    </message>
    <message>
        <source>The look-up was refused.</source>
        <translation>Das Nachschlagen wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The model misunderstood these lines. Strike out or change what people would not say; the rest is added.</source>
        <translation>Diese Zeilen hat das Modell missverstanden. Streichen oder ändern Sie, was die Leute nicht sagen würden; der Rest wird hinzugefügt.</translation>
    </message>
    <message>
        <source>The weakest places</source>
        <translation>Die schwächsten Stellen</translation>
    </message>
    <message>
        <source>Ways of asking: {name}</source>
        <translation>Arten zu fragen: {name}</translation>
    </message>
    <message>
        <source>What it did</source>
        <translation>Was es tat</translation>
    </message>
    <message>
        <source>What the colours mean</source>
        <translation>Was die Farben bedeuten</translation>
    </message>
    <message>
        <source>What was said before</source>
        <translation>Was vorher gesagt wurde</translation>
    </message>
    <message>
        <source>When a compile is done, this shows how well each step is followed, and why not.</source>
        <translation>Wenn fertig kompiliert ist, zeigt dies, wie gut jeder Schritt befolgt wird, und warum nicht.</translation>
    </message>
    <message>
        <source>Where they are added</source>
        <translation>Wo sie hinzukommen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslungen</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>less than 75%</source>
        <translation>weniger als 75 %</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>nicht vorgekommen</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>report verify scores heat map quality</source>
        <translation>Bericht Prüfung Werte Farbkarte Güte</translation>
    </message>
    <message>
        <source>{field}: not given</source>
        <translation>{field}: nicht genannt</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}: {value}</translation>
    </message>
    <message>
        <source>{number} conversations first went wrong here.</source>
        <translation>{number} Gespräche gingen hier zuerst schief.</translation>
    </message>
    <message>
        <source>{number} examples were added. Compile again to teach them.</source>
        <translation>{number} Beispiele wurden hinzugefügt. Kompilieren Sie erneut, damit sie gelernt werden.</translation>
    </message>
    <message>
        <source>{some} of the {all} conversations that first went wrong here.</source>
        <translation>{some} der {all} Gespräche, die hier zuerst schiefgingen.</translation>
    </message>
    <message>
        <source>{step} → “{branch}”</source>
        <translation>{step} → „{branch}“</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>&amp;History of compiles</source>
        <translation>&amp;Kompilierungen</translation>
    </message>
    <message>
        <source>1 difference between the procedures</source>
        <translation>1 Unterschied zwischen den Abläufen</translation>
    </message>
    <message>
        <source>; this model is not ready to use yet</source>
        <translation>; dieses Modell ist noch nicht einsatzbereit</translation>
    </message>
    <message>
        <source>A folder for Ollama, llama.cpp or LM Studio…</source>
        <translation>Ein Ordner für Ollama, llama.cpp oder LM Studio …</translation>
    </message>
    <message>
        <source>About {time} left</source>
        <translation>Noch etwa {time}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All, guarded</source>
        <translation>Alle, abgesichert</translation>
    </message>
    <message>
        <source>Asked for differently</source>
        <translation>Anders gewünscht</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Base, its content</source>
        <translation>Basis, ihr Inhalt</translation>
    </message>
    <message>
        <source>Both were compiled from the same procedure.</source>
        <translation>Beide wurden aus demselben Ablauf kompiliert.</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Zeitrahmen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Chat: studio chat {run}</source>
        <translation>Chat: studio chat {run}</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Compare compiles: {name}</source>
        <translation>Kompilierungen vergleichen: {name}</translation>
    </message>
    <message>
        <source>Compare the chosen compile…</source>
        <translation>Gewählte Kompilierung vergleichen …</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Conversations that leave the path</source>
        <translation>Gespräche abseits des Wegs</translation>
    </message>
    <message>
        <source>Day of the practice</source>
        <translation>Tag der Übung</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the chosen compile…</source>
        <translation>Gewählte Kompilierung löschen …</translation>
    </message>
    <message>
        <source>Delete the compile of “{name}” from {when}?</source>
        <translation>Die Kompilierung von „{name}“ ({when}) löschen?</translation>
    </message>
    <message>
        <source>Delete this compile with its model</source>
        <translation>Diese Kompilierung mit ihrem Modell löschen</translation>
    </message>
    <message>
        <source>Delete what only a compile that goes on would need, and keep the model</source>
        <translation>Löschen, was nur zum Weiterkompilieren nötig wäre, und das Modell behalten</translation>
    </message>
    <message>
        <source>Delete {number} compiles?</source>
        <translation>{number} Kompilierungen löschen?</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Every compile: talk to it, compare, restore, export, delete</source>
        <translation>Jede Kompilierung: sprechen, vergleichen, wiederherstellen, exportieren, löschen</translation>
    </message>
    <message>
        <source>Export as a folder: a name for it</source>
        <translation>Als Ordner exportieren: ein Name dafür</translation>
    </message>
    <message>
        <source>Export the chosen compile…</source>
        <translation>Gewählte Kompilierung exportieren …</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>Nach {path} exportiert</translation>
    </message>
    <message>
        <source>Exporting to {path} …</source>
        <translation>Export nach {path} …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Folder (*)</source>
        <translation>Ordner (*)</translation>
    </message>
    <message>
        <source>Free space of the chosen compile…</source>
        <translation>Platz der gewählten Kompilierung freigeben …</translation>
    </message>
    <message>
        <source>Free space…</source>
        <translation>Platz freigeben …</translation>
    </message>
    <message>
        <source>Free the space</source>
        <translation>Platz freigeben</translation>
    </message>
    <message>
        <source>Free {size} of the compile of “{name}”?</source>
        <translation>{size} der Kompilierung von „{name}“ freigeben?</translation>
    </message>
    <message>
        <source>History of compiles</source>
        <translation>Kompilierungen</translation>
    </message>
    <message>
        <source>How well it follows the procedure</source>
        <translation>Wie gut es dem Ablauf folgt</translation>
    </message>
    <message>
        <source>How well the chosen compile follows</source>
        <translation>Wie gut die gewählte Kompilierung folgt</translation>
    </message>
    <message>
        <source>It decides right {share} of the time; {needed} is needed.</source>
        <translation>Es entscheidet in {share} der Fälle richtig; nötig sind {needed}.</translation>
    </message>
    <message>
        <source>It follows {share} of plain conversations exactly and decides right {decisions} of the time.</source>
        <translation>Es folgt {share} der einfachen Gespräche genau und entscheidet in {decisions} der Fälle richtig.</translation>
    </message>
    <message>
        <source>It follows {share} of plain conversations; {needed} is needed.</source>
        <translation>Es folgt {share} der einfachen Gespräche; nötig sind {needed}.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Leaving the path</source>
        <translation>Abseits des Wegs</translation>
    </message>
    <message>
        <source>Looking at this computer</source>
        <translation>Computer ansehen</translation>
    </message>
    <message>
        <source>Looking for compiles …</source>
        <translation>Kompilierungen werden gesucht …</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modelle (*.gguf)</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Not ready to use yet</source>
        <translation>Noch nicht einsatzbereit</translation>
    </message>
    <message>
        <source>Nothing has been compiled yet.</source>
        <translation>Noch wurde nichts kompiliert.</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Open the chat with this model</source>
        <translation>Chat mit diesem Modell öffnen</translation>
    </message>
    <message>
        <source>Open the procedure in a new window as it was compiled then</source>
        <translation>Den Ablauf in einem neuen Fenster öffnen, wie er damals kompiliert wurde</translation>
    </message>
    <message>
        <source>Packing the model</source>
        <translation>Modell packen</translation>
    </message>
    <message>
        <source>Paint on the chart how well each step is followed</source>
        <translation>Im Diagramm zeigen, wie gut jeder Schritt befolgt wird</translation>
    </message>
    <message>
        <source>Plain conversations</source>
        <translation>Einfache Gespräche</translation>
    </message>
    <message>
        <source>Plain, notes hidden</source>
        <translation>Einfache, ohne Notizen</translation>
    </message>
    <message>
        <source>Planning the practice conversations</source>
        <translation>Übungsgespräche planen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <translation>Einsatzbereit</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the procedure of the chosen compile</source>
        <translation>Ablauf der gewählten Kompilierung wiederherstellen</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Seconds at most</source>
        <translation>Höchstens Sekunden</translation>
    </message>
    <message>
        <source>See both charts</source>
        <translation>Beide Diagramme sehen</translation>
    </message>
    <message>
        <source>See two compiles side by side: scores, settings and charts</source>
        <translation>Zwei Kompilierungen nebeneinander sehen: Werte, Einstellungen und Diagramme</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Size of the model</source>
        <translation>Größe des Modells</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Stopped early, what was learned is kept</source>
        <translation>Früh angehalten, Gelerntes behalten</translation>
    </message>
    <message>
        <source>Take the model out for other programs</source>
        <translation>Das Modell für andere Programme herausgeben</translation>
    </message>
    <message>
        <source>Talk to it</source>
        <translation>Damit sprechen</translation>
    </message>
    <message>
        <source>Talk to the chosen compile</source>
        <translation>Mit der gewählten Kompilierung sprechen</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>The export stopped.</source>
        <translation>Der Export wurde angehalten.</translation>
    </message>
    <message>
        <source>The model alone (GGUF)…</source>
        <translation>Nur das Modell (GGUF) …</translation>
    </message>
    <message>
        <source>The model, its scores, its report and its procedure stay. It can no longer be taught further.</source>
        <translation>Das Modell, seine Werte, sein Bericht und sein Ablauf bleiben. Weiterlernen kann es dann nicht mehr.</translation>
    </message>
    <message>
        <source>The procedures say the same</source>
        <translation>Die Abläufe sagen dasselbe</translation>
    </message>
    <message>
        <source>The starter</source>
        <translation>Der Starter</translation>
    </message>
    <message>
        <source>There is no other compile yet</source>
        <translation>Es gibt noch keine andere Kompilierung</translation>
    </message>
    <message>
        <source>This procedure</source>
        <translation>Dieser Ablauf</translation>
    </message>
    <message>
        <source>This procedure has not been compiled yet. Those of others are under “All”.</source>
        <translation>Dieser Ablauf wurde noch nicht kompiliert. Die anderer stehen unter „Alle“.</translation>
    </message>
    <message>
        <source>Today, {time}</source>
        <translation>Heute, {time}</translation>
    </message>
    <message>
        <source>Together they take {size}.</source>
        <translation>Zusammen belegen sie {size}.</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Values heard</source>
        <translation>Gehörte Werte</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Version of the procedure</source>
        <translation>Fassung des Ablaufs</translation>
    </message>
    <message>
        <source>What it took</source>
        <translation>Was es brauchte</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Where a program hides its notes it follows {share} of plain conversations; {needed} is needed.</source>
        <translation>Wo ein Programm seine Notizen verbirgt, folgt es {share} der einfachen Gespräche; nötig sind {needed}.</translation>
    </message>
    <message>
        <source>Words by</source>
        <translation>Worte von</translation>
    </message>
    <message>
        <source>Writing practice conversations</source>
        <translation>Übungsgespräche schreiben</translation>
    </message>
    <message>
        <source>Yesterday, {time}</source>
        <translation>Gestern, {time}</translation>
    </message>
    <message>
        <source>chat model</source>
        <translation>Chat Modell</translation>
    </message>
    <message>
        <source>diff scores runs</source>
        <translation>Unterschied Werte Läufe diff</translation>
    </message>
    <message>
        <source>disk clean</source>
        <translation>Platte aufräumen</translation>
    </message>
    <message>
        <source>earlier version back</source>
        <translation>frühere Fassung zurück</translation>
    </message>
    <message>
        <source>gguf ollama lm studio llama.cpp folder</source>
        <translation>gguf ollama lm studio llama.cpp Ordner</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>quick</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>remove disk space</source>
        <translation>entfernen Platte Platz</translation>
    </message>
    <message>
        <source>report scores</source>
        <translation>Bericht Werte</translation>
    </message>
    <message>
        <source>runs models compiles versions scores gguf ollama</source>
        <translation>Läufe Modelle Kompilierungen Fassungen Werte gguf ollama</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>the phrasebook</source>
        <translation>dem Phrasenbuch</translation>
    </message>
    <message>
        <source>this version</source>
        <translation>diese Fassung</translation>
    </message>
    <message>
        <source>thorough</source>
        <translation>gründlich</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{number} compiles are chosen</source>
        <translation>{number} Kompilierungen sind gewählt</translation>
    </message>
    <message>
        <source>{number} differences between the procedures</source>
        <translation>{number} Unterschiede zwischen den Abläufen</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} min</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} s</translation>
    </message>
    <message>
        <source>{share} of plain conversations followed exactly</source>
        <translation>{share} der einfachen Gespräche genau befolgt</translation>
    </message>
    <message>
        <source>{size} are free now.</source>
        <translation>{size} sind jetzt frei.</translation>
    </message>
    <message>
        <source>{size} become free. The model, its report and its chats go too; this cannot be undone.</source>
        <translation>{size} werden frei. Das Modell, sein Bericht und seine Chats gehen mit; das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>{size}, {spare} can be freed</source>
        <translation>{size}, davon {spare} entbehrlich</translation>
    </message>
    <message>
        <source>≈ means that chance alone may explain the difference.</source>
        <translation>≈ heißt, dass der Zufall allein den Unterschied erklären kann.</translation>
    </message>
</context>
<context>
    <name>sheet</name>
    <message>
        <source>16 bits (F16)</source>
        <translation>16 Bit (F16)</translation>
    </message>
    <message>
        <source>4 bits (Q4_K_M)</source>
        <translation>4 Bit (Q4_K_M)</translation>
    </message>
    <message>
        <source>8 bits (Q8_0)</source>
        <translation>8 Bit (Q8_0)</translation>
    </message>
    <message>
        <source>A ceiling of your own for the whole compile</source>
        <translation>Eine eigene Obergrenze für das ganze Kompilieren</translation>
    </message>
    <message>
        <source>A first guess; how fast this computer teaches was not measured yet.</source>
        <translation>Eine erste Schätzung; wie schnell dieser Computer lernt, wurde noch nicht gemessen.</translation>
    </message>
    <message>
        <source>A first impression</source>
        <translation>Ein erster Eindruck</translation>
    </message>
    <message>
        <source>A language model that writes the practice conversations</source>
        <translation>Ein Sprachmodell, das die Übungsgespräche schreibt</translation>
    </message>
    <message>
        <source>A language model writes the practice conversations, which takes longer than the minutes say.</source>
        <translation>Ein Sprachmodell schreibt die Übungsgespräche; das dauert länger, als die Minuten sagen.</translation>
    </message>
    <message>
        <source>A model file…</source>
        <translation>Eine Modelldatei …</translation>
    </message>
    <message>
        <source>About {least} minutes when the first round passes its checks; otherwise it goes on where it went wrong, for at most {most} minutes. It is checked with {checked} conversations it never saw.</source>
        <translation>Etwa {least} Minuten, wenn die erste Runde ihre Prüfung besteht; sonst geht es dort weiter, wo es schiefging, höchstens {most} Minuten lang. Geprüft wird mit {checked} Gesprächen, die es nie gesehen hat.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Für Fachleute</translation>
    </message>
    <message>
        <source>All automatic</source>
        <translation>Alles von selbst</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>Alle Gewichte</translation>
    </message>
    <message>
        <source>All weights, or adapters beside weights that stay as they are</source>
        <translation>Alle Gewichte, oder Adapter neben Gewichten, die bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Another number gives other practice conversations</source>
        <translation>Eine andere Zahl ergibt andere Übungsgespräche</translation>
    </message>
    <message>
        <source>As measured on this computer earlier.</source>
        <translation>Wie früher auf diesem Computer gemessen.</translation>
    </message>
    <message>
        <source>As the card says</source>
        <translation>Wie die Karte sagt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Von selbst</translation>
    </message>
    <message>
        <source>Base &amp;models…</source>
        <translation>Basis&amp;modelle …</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Base models…</source>
        <translation>Basismodelle …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a smaller base model, more time, or a computer with a graphics card.</source>
        <translation>Wählen Sie ein kleineres Basismodell, mehr Zeit oder einen Computer mit Grafikkarte.</translation>
    </message>
    <message>
        <source>Choose another base model, or add this one again.</source>
        <translation>Wählen Sie ein anderes Basismodell oder fügen Sie dieses erneut hinzu.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller base model.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie ein kleineres Basismodell.</translation>
    </message>
    <message>
        <source>Close other programs, or choose less time.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie weniger Zeit.</translation>
    </message>
    <message>
        <source>Close other programs, or choose more time.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie mehr Zeit.</translation>
    </message>
    <message>
        <source>Close other programs; there is no smaller base model.</source>
        <translation>Beenden Sie andere Programme; ein kleineres Basismodell gibt es nicht.</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>Kompilieren</translation>
    </message>
    <message>
        <source>Compile “{name}”</source>
        <translation>„{name}“ kompilieren</translation>
    </message>
    <message>
        <source>Delete old results in the history, or make room on the disk.</source>
        <translation>Löschen Sie alte Ergebnisse im Verlauf oder schaffen Sie Platz auf der Platte.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Here: {method}, rank {rank}, rate {rate}</source>
        <translation>Hier: {method}, Rang {rank}, Rate {rate}</translation>
    </message>
    <message>
        <source>Here: {method}, rate {rate}</source>
        <translation>Hier: {method}, Rate {rate}</translation>
    </message>
    <message>
        <source>How exactly the finished model's numbers are kept</source>
        <translation>Wie genau die Zahlen des fertigen Modells behalten werden</translation>
    </message>
    <message>
        <source>How far each lesson moves the model</source>
        <translation>Wie weit jede Lektion das Modell bewegt</translation>
    </message>
    <message>
        <source>How long it may take</source>
        <translation>Wie lange es dauern darf</translation>
    </message>
    <message>
        <source>How long the compile may take</source>
        <translation>Wie lange das Kompilieren dauern darf</translation>
    </message>
    <message>
        <source>How much adapters can hold</source>
        <translation>Wie viel Adapter fassen können</translation>
    </message>
    <message>
        <source>In {minutes} min it gets through about {learned} practice conversations; it takes {fewest} at the least.</source>
        <translation>In {minutes} min schafft es etwa {learned} Übungsgespräche; es braucht mindestens {fewest}.</translation>
    </message>
    <message>
        <source>Its licence is not named</source>
        <translation>Die Lizenz ist nicht genannt</translation>
    </message>
    <message>
        <source>Learned at once</source>
        <translation>Auf einmal gelernt</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>Lernrate im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Licence {name}</source>
        <translation>Lizenz {name}</translation>
    </message>
    <message>
        <source>Measured on this computer just now.</source>
        <translation>Gerade auf diesem Computer gemessen.</translation>
    </message>
    <message>
        <source>Measuring how fast this computer teaches. The figures may still change.</source>
        <translation>Es wird gemessen, wie schnell dieser Computer lernt. Die Zahlen können sich noch ändern.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Minutes at most</source>
        <translation>Höchstens Minuten</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modelle (*.gguf)</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>Phrasebook</source>
        <translation>Phrasenbuch</translation>
    </message>
    <message>
        <source>Practice conversations are written from the chart; a small language model learns from them and is checked. All of it happens on this computer.</source>
        <translation>Aus dem Diagramm werden Übungsgespräche geschrieben; ein kleines Sprachmodell lernt daraus und wird geprüft. Alles geschieht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Schneller Blick</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Rank of the adapters</source>
        <translation>Rang der Adapter</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Right for most procedures</source>
        <translation>Richtig für die meisten Abläufe</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Starter</translation>
    </message>
    <message>
        <source>The chart has {number} more problems.</source>
        <translation>Das Diagramm hat {number} weitere Probleme.</translation>
    </message>
    <message>
        <source>The panel Findings lists them all.</source>
        <translation>Sie stehen alle unter „Befunde“.</translation>
    </message>
    <message>
        <source>The phrasebook, under Advanced, takes no time.</source>
        <translation>Das Phrasenbuch unter „Für Fachleute“ braucht keine Zeit.</translation>
    </message>
    <message>
        <source>There is too little memory: teaching {base} needs about {needed}, and {place} has {free} free.</source>
        <translation>Der Speicher reicht nicht: Damit {base} lernt, braucht es etwa {needed}, und frei sind für {place} {free}.</translation>
    </message>
    <message>
        <source>There is too little room on the disk: about {needed} are needed, and {free} are free.</source>
        <translation>Auf der Platte ist zu wenig Platz: Es braucht etwa {needed}, frei sind {free}.</translation>
    </message>
    <message>
        <source>This compile takes about {needed} of memory at its most, and {free} are free.</source>
        <translation>Diese Kompilierung braucht höchstens etwa {needed} Speicher, und {free} sind frei.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This computer is slow or busy.</source>
        <translation>Dieser Computer ist langsam oder beschäftigt.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>What a compile starts from: what is on this computer, and what fits</source>
        <translation>Womit das Kompilieren beginnt: was auf diesem Computer ist und was passt</translation>
    </message>
    <message>
        <source>When it must be reliable</source>
        <translation>Wenn es verlässlich sein muss</translation>
    </message>
    <message>
        <source>Who finds the words of the practice conversations</source>
        <translation>Wer die Worte der Übungsgespräche findet</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>Schreiber</translation>
    </message>
    <message>
        <source>base model starter folder gguf licence download</source>
        <translation>Basismodell Starter Ordner GGUF Lizenz herunterladen</translation>
    </message>
    <message>
        <source>the graphics card</source>
        <translation>die Grafikkarte</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>diesen Computer</translation>
    </message>
    <message>
        <source>up to {most} min</source>
        <translation>bis {most} min</translation>
    </message>
    <message>
        <source>{base} is too large for this computer.</source>
        <translation>{base} ist zu groß für diesen Computer.</translation>
    </message>
    <message>
        <source>{least}–{most} min</source>
        <translation>{least}–{most} min</translation>
    </message>
    <message>
        <source>{most} min</source>
        <translation>{most} min</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number} GB</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation>{number} MB</translation>
    </message>
    <message>
        <source>{number} practice conversations</source>
        <translation>{number} Übungsgespräche</translation>
    </message>
    <message>
        <source>{processor}, cores: {cores}, no graphics card</source>
        <translation>{processor}, Kerne: {cores}, keine Grafikkarte</translation>
    </message>
    <message>
        <source>{processor}, cores: {cores}, {cards}</source>
        <translation>{processor}, Kerne: {cores}, {cards}</translation>
    </message>
</context>
<context>
    <name>teach</name>
    <message>
        <source>Add the line as an example</source>
        <translation>Zeile als Beispiel hinzufügen</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Asking the model how sure it was…</source>
        <translation>Das Modell wird gefragt, wie sicher es war …</translation>
    </message>
    <message>
        <source>At “{step}”</source>
        <translation>Bei „{step}“</translation>
    </message>
    <message>
        <source>Branches that could have been right</source>
        <translation>Zweige, die hätten richtig sein können</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the right step or branch: here, or by a click on the chart.</source>
        <translation>Wählen Sie den richtigen Schritt oder Zweig: hier, oder mit einem Klick im Diagramm.</translation>
    </message>
    <message>
        <source>Compile again to teach it.</source>
        <translation>Kompilieren Sie erneut, damit es gelernt wird.</translation>
    </message>
    <message>
        <source>How sure it was</source>
        <translation>Wie sicher es war</translation>
    </message>
    <message>
        <source>In the chat, open the menu of a reply: say what was wrong, or keep the chat as a test.</source>
        <translation>Öffnen Sie im Chat das Menü einer Antwort: Sagen Sie, was falsch war, oder behalten Sie den Chat als Test.</translation>
    </message>
    <message>
        <source>It said nothing.</source>
        <translation>Es hat nichts gesagt.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep it as a test</source>
        <translation>Als Test behalten</translation>
    </message>
    <message>
        <source>Keep the chat up to here as a test…</source>
        <translation>Chat bis hier als Test behalten …</translation>
    </message>
    <message>
        <source>Keep this chat as a test</source>
        <translation>Diesen Chat als Test behalten</translation>
    </message>
    <message>
        <source>Kept as {id} in {file}.</source>
        <translation>Als {id} in {file} behalten.</translation>
    </message>
    <message>
        <source>Learn from a chat</source>
        <translation>Aus einem Chat lernen</translation>
    </message>
    <message>
        <source>Left as it was said: {fields}.</source>
        <translation>Wie gesagt gelassen: {fields}.</translation>
    </message>
    <message>
        <source>Make up others</source>
        <translation>Andere erfinden</translation>
    </message>
    <message>
        <source>Nothing to teach yet</source>
        <translation>Noch nichts zu lehren</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>Replace personal details by made-up ones</source>
        <translation>Persönliche Angaben durch erfundene ersetzen</translation>
    </message>
    <message>
        <source>Right: {step} → “{branch}”</source>
        <translation>Richtig: {step} → „{branch}“</translation>
    </message>
    <message>
        <source>Right: “{step}”</source>
        <translation>Richtig: „{step}“</translation>
    </message>
    <message>
        <source>Save the procedure first.</source>
        <translation>Speichern Sie zuerst den Ablauf.</translation>
    </message>
    <message>
        <source>Say it differently from now on</source>
        <translation>Von nun an anders sagen</translation>
    </message>
    <message>
        <source>Teach by testing</source>
        <translation>Lehren</translation>
    </message>
    <message>
        <source>Test cases stand beside the procedure's file, and there is none yet.</source>
        <translation>Testfälle stehen neben der Datei des Ablaufs, und es gibt noch keine.</translation>
    </message>
    <message>
        <source>The model gave no answer.</source>
        <translation>Das Modell gab keine Antwort.</translation>
    </message>
    <message>
        <source>The nearest line in practice, {share} alike</source>
        <translation>Die nächste geübte Zeile, zu {share} gleich</translation>
    </message>
    <message>
        <source>There is no room to ask in: {reason}.</source>
        <translation>Zum Fragen ist kein Platz: {reason}.</translation>
    </message>
    <message>
        <source>There it was taught to take “{branch}” at “{step}”.</source>
        <translation>Dort lernte es, bei „{step}“ den Zweig „{branch}“ zu nehmen.</translation>
    </message>
    <message>
        <source>There was nothing to choose between.</source>
        <translation>Es gab nichts zu wählen.</translation>
    </message>
    <message>
        <source>This reply is wrong…</source>
        <translation>Diese Antwort ist falsch …</translation>
    </message>
    <message>
        <source>What is kept:</source>
        <translation>Was behalten wird:</translation>
    </message>
    <message>
        <source>What is made up</source>
        <translation>Was erfunden ist</translation>
    </message>
    <message>
        <source>What it noted</source>
        <translation>Was es notierte</translation>
    </message>
    <message>
        <source>What kind of message it is</source>
        <translation>Was für eine Nachricht es ist</translation>
    </message>
    <message>
        <source>What the step says</source>
        <translation>Was der Schritt sagt</translation>
    </message>
    <message>
        <source>What would have been right?</source>
        <translation>Was wäre richtig gewesen?</translation>
    </message>
    <message>
        <source>Which question it is</source>
        <translation>Welche Frage es ist</translation>
    </message>
    <message>
        <source>Why this reply?</source>
        <translation>Warum diese Antwort?</translation>
    </message>
    <message>
        <source>a correction</source>
        <translation>eine Berichtigung</translation>
    </message>
    <message>
        <source>a goodbye</source>
        <translation>ein Abschied</translation>
    </message>
    <message>
        <source>a question</source>
        <translation>eine Frage</translation>
    </message>
    <message>
        <source>a refusal to tell</source>
        <translation>eine Weigerung</translation>
    </message>
    <message>
        <source>a wish for a person</source>
        <translation>der Wunsch nach einem Menschen</translation>
    </message>
    <message>
        <source>an answer</source>
        <translation>eine Antwort</translation>
    </message>
    <message>
        <source>an answer that cannot be right</source>
        <translation>eine Antwort, die nicht stimmen kann</translation>
    </message>
    <message>
        <source>an attempt to break the rules</source>
        <translation>der Versuch, die Regeln zu brechen</translation>
    </message>
    <message>
        <source>an unclear answer</source>
        <translation>eine unklare Antwort</translation>
    </message>
    <message>
        <source>instead of {before}</source>
        <translation>statt {before}</translation>
    </message>
    <message>
        <source>something else altogether</source>
        <translation>etwas ganz anderes</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>genommen</translation>
    </message>
    <message>
        <source>{place}, which the figures alone should tell</source>
        <translation>{place}, was allein die Zahlen entscheiden sollten</translation>
    </message>
    <message>
        <source>“studio test” then says whether the chart, and a compiled model, still go this way.</source>
        <translation>„studio test“ sagt dann, ob das Diagramm und ein kompiliertes Modell noch diesen Weg gehen.</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>After “Promise the cake” nothing follows. Pull an arrow from the plus at its end to “Goodbye”; or press C and choose the step.</source>
        <translation>Nach „Promise the cake“ kommt nichts mehr. Ziehen Sie vom Plus an seinem Ende einen Pfeil zu „Goodbye“; oder drücken Sie C und wählen Sie den Schritt.</translation>
    </message>
    <message>
        <source>Connect two steps</source>
        <translation>Zwei Schritte verbinden</translation>
    </message>
    <message>
        <source>Draw a step</source>
        <translation>Einen Schritt zeichnen</translation>
    </message>
    <message>
        <source>Here stands everything about “Cake or bread”. Open a branch and change its words, or write one more thing that people say.</source>
        <translation>Hier steht alles über „Cake or bread“. Öffnen Sie einen Zweig und ändern Sie seine Worte oder schreiben Sie noch einen Satz, den die Leute sagen.</translation>
    </message>
    <message>
        <source>Mend what is wrong</source>
        <translation>Beheben, was nicht stimmt</translation>
    </message>
    <message>
        <source>One press lays the whole chart out anew: here, or Ctrl+T. Undo takes it back, as everything else.</source>
        <translation>Ein Druck ordnet das ganze Diagramm neu an: hier, oder mit Strg+T. „Rückgängig“ nimmt das zurück, wie alles andere.</translation>
    </message>
    <message>
        <source>Rehearse it</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Say when a branch is taken</source>
        <translation>Sagen, wann ein Zweig genommen wird</translation>
    </message>
    <message>
        <source>Shall I show you around?</source>
        <translation>Darf ich Sie herumführen?</translation>
    </message>
    <message>
        <source>The chart is checked as you draw. Each finding says what is wrong; where one press mends it, there is a button. Press one.</source>
        <translation>Das Diagramm wird beim Zeichnen geprüft. Jeder Befund sagt, was nicht stimmt; wo ein Druck es behebt, steht ein Knopf. Drücken Sie einen.</translation>
    </message>
    <message>
        <source>Then compile it</source>
        <translation>Dann kompilieren</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Two minutes, on a small chart of its own: you draw, mend and rehearse it yourself. You can leave at any time with Esc, and come back by the Help menu.</source>
        <translation>Zwei Minuten, an einem eigenen kleinen Diagramm: Sie zeichnen, beheben und proben selbst. Mit Esc hören Sie jederzeit auf, im Menü „Hilfe“ beginnen Sie wieder.</translation>
    </message>
    <message>
        <source>Walk through the chart as the customer, without any model. Choose an answer, or write one.</source>
        <translation>Gehen Sie als Kunde durch das Diagramm, ganz ohne Modell. Wählen Sie eine Antwort oder schreiben Sie eine.</translation>
    </message>
    <message>
        <source>When nothing is wrong any more, Compile makes a model of the chart: practice conversations are written, taught and checked, all on this computer. That is all; go on with this chart, or open a sample from the File menu.</source>
        <translation>Wenn alles stimmt, macht „Kompilieren“ aus dem Diagramm ein Modell: Übungsgespräche werden geschrieben, gelernt und geprüft, alles auf diesem Computer. Das war alles; machen Sie mit diesem Diagramm weiter oder öffnen Sie über das Menü „Datei“ ein Beispiel.</translation>
    </message>
    <message>
        <source>“Cake or bread” is selected, and its way “bread” leads nowhere yet. Press A and choose what comes next; or drag a step from the shelf at the left.</source>
        <translation>„Cake or bread“ ist gewählt, und sein Weg „bread“ führt noch nirgendwohin. Drücken Sie A und wählen Sie, was als Nächstes kommt; oder ziehen Sie links einen Schritt vom Regal.</translation>
    </message>
</context>
</TS>
