A  m064
R0 mh0 
R0 fh1 
S0     
A  f064
R1 fh0 
